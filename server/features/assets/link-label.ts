import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { tags } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { linkLabelInput, MachineRecord, retireLabelInput } from "../../domain/assets/machine.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockMachine, subjectOf } from "./machine-rules.ts";
import { machineRecord } from "./record.ts";

/**
 * Gives a machine a label: a new one, or (`tagId`, of a verified label) one of the dealer's that is moved to it. Its other
 * labels stop being accepted unless they are to stay. Throws `not_found`, `asset.retired`, `label.unknown` for another
 * dealer's label like for none, `label.retired`.
 */
export async function linkLabel(
  tenant: Tenant,
  input: z.infer<typeof linkLabelInput>,
  tagId: string | null,
  now: Date,
): Promise<MachineRecord> {
  const { tx } = tenant;
  const machine = await lockMachine(tenant, input.humanId);
  if (machine.status === "RETIRED") throw new AppError("asset.retired");
  const { dealerId, id: equipmentId } = machine;
  const linked = tagId ? await moveTag(tenant, dealerId, equipmentId, tagId, now) : await newTag();
  const retired = input.retireOthers
    ? await tx
        .update(tags)
        .set({ state: "RETIRED", retiredAt: now })
        .where(
          and(
            eq(tags.dealerId, dealerId),
            eq(tags.equipmentId, equipmentId),
            eq(tags.state, "ACTIVE"),
            ne(tags.id, linked.tagId),
          ),
        )
        .returning({ id: tags.id })
    : [];
  await appendEvent(tenant, {
    type: tagId ? "tag.relinked" : "tag.issued",
    subject: subjectOf(machine),
    data: { ...linked, retired: retired.map((tag) => tag.id) },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return machineRecord(tenant, machine.humanId);

  async function newTag() {
    const id = Bun.randomUUIDv7();
    await tx.insert(tags).values({ id, orgOwnerId: dealerId, dealerId, equipmentId, claimedAt: now });
    return { tagId: id };
  }
}

async function moveTag({ tx }: Tenant, dealerId: string, equipmentId: string, tagId: string, now: Date) {
  const [tag] = await tx
    .select()
    .from(tags)
    .where(and(eq(tags.id, tagId), eq(tags.dealerId, dealerId)))
    .for("update");
  if (!tag) throw new AppError("label.unknown");
  if (tag.state === "RETIRED") throw new AppError("label.retired");
  await tx.update(tags).set({ equipmentId, state: "ACTIVE", claimedAt: now }).where(eq(tags.id, tagId));
  return { tagId, from: tag.equipmentId === equipmentId ? null : tag.equipmentId };
}

/** Stops one label of a machine from being accepted, such as a damaged or a lost one. Throws `not_found`, `label.retired`. */
export async function retireLabel(
  tenant: Tenant,
  input: z.infer<typeof retireLabelInput>,
  now: Date,
): Promise<MachineRecord> {
  const machine = await lockMachine(tenant, input.humanId);
  const [tag] = await tenant.tx
    .select({ state: tags.state })
    .from(tags)
    .where(and(eq(tags.id, input.tagId), eq(tags.dealerId, machine.dealerId), eq(tags.equipmentId, machine.id)))
    .for("update");
  if (!tag) throw new AppError("not_found");
  if (tag.state === "RETIRED") throw new AppError("label.retired");
  await tenant.tx.update(tags).set({ state: "RETIRED", retiredAt: now }).where(eq(tags.id, input.tagId));
  await appendEvent(tenant, {
    type: "tag.retired",
    subject: subjectOf(machine),
    data: { tagId: input.tagId },
    personal: input.reason ? { reason: input.reason } : undefined,
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return machineRecord(tenant, machine.humanId);
}
