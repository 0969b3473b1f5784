import type { Services } from "../../context.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { NoteInput, NoteOutput } from "../../domain/assets/schema.ts";
import { happenedAt } from "../../domain/operation.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { attachMedia } from "../media/attach.ts";
import { whereItWas } from "../usage/where-it-was.ts";

/**
 * Puts a person's words and photos beside a machine, where its history shows them to all who may read it. Throws `not_found`,
 * `media.not_stored`.
 */
export async function noteOnMachine(
  tenant: Tenant,
  deps: Pick<Services, "files"> & { now: Date },
  input: NoteInput,
): Promise<NoteOutput> {
  const at = happenedAt(input.occurredAt, deps.now);
  const { dealerId, customerId, siteId, equipmentId, rentalId, humanId } = await whereItWas(
    tenant,
    input.humanId,
    at,
    undefined,
  );
  const owner = { dealerId, customerId, siteId, equipmentId, rentalId };
  const photos = await attachMedia(tenant, deps.files, input.photos, owner);
  await appendEvent(tenant, {
    type: "asset.noted",
    subject: { ...owner, humanId },
    data: { photos },
    personal: { notes: input.notes },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { humanId, at: at.toISOString() };
}
