import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { equipmentAttachments } from "../../../db/schema/attachments.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { attachInput, travelInput, travelOutput } from "../../domain/reservations/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { ownMachine } from "./read.ts";

type Travelling = z.infer<typeof travelOutput>;

/** What travels with a machine, by number. Throws `not_found`. */
export async function travellingWith(tenant: Tenant, input: z.infer<typeof travelInput>): Promise<Travelling> {
  return attachedTo(tenant, (await ownMachine(tenant, input.humanId)).id);
}

function attachedTo({ tx }: Tenant, hostId: string): Promise<Travelling> {
  return tx
    .select({
      humanId: equipment.humanId,
      type: equipment.type,
      make: equipment.make,
      model: equipment.model,
      status: equipment.status,
    })
    .from(equipmentAttachments)
    .innerJoin(equipment, eq(equipment.id, equipmentAttachments.attachmentId))
    .where(eq(equipmentAttachments.hostId, hostId))
    .orderBy(sql`lpad(${equipment.humanId}, 20)`)
    .limit(50);
}

/**
 * Says which machines travel with another from now on; bookings that stand stay as they are. A machine travels with one other at most,
 * and not with one that travels itself. Throws `not_found`, `input.invalid`.
 */
export async function attach(tenant: Tenant, input: z.infer<typeof attachInput>): Promise<Travelling> {
  const { tx } = tenant;
  const host = await ownMachine(tenant, input.humanId);
  const numbers = [...new Set(input.attachments)];
  const wanted = numbers.length
    ? await tx
        .select({ id: equipment.id, humanId: equipment.humanId })
        .from(equipment)
        .where(and(inArray(equipment.humanId, numbers), eq(equipment.dealerId, host.dealerId)))
    : [];
  if (wanted.length < numbers.length) throw new AppError("not_found", { fields: { attachments: "no such machine" } });
  const ids = wanted.map(({ id }) => id);
  if (ids.includes(host.id) || (await entangled(tenant, host.id, ids)))
    throw new AppError("input.invalid", { fields: { attachments: "travels with another machine, or carries one" } });

  await tx.delete(equipmentAttachments).where(eq(equipmentAttachments.hostId, host.id));
  if (ids.length > 0) {
    const { dealerId } = host;
    await tx
      .insert(equipmentAttachments)
      .values(ids.map((attachmentId) => ({ orgOwnerId: dealerId, dealerId, hostId: host.id, attachmentId })));
  }
  const travelling = await attachedTo(tenant, host.id);
  await appendEvent(tenant, {
    type: "asset.attachments_changed",
    subject: { dealerId: host.dealerId, equipmentId: host.id, humanId: host.humanId },
    data: { attachments: travelling.map(({ humanId }) => humanId) },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return travelling;
}

/** Whether the host travels itself, or one of the others carries something or travels elsewhere. */
async function entangled({ tx }: Tenant, hostId: string, ids: string[]): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    select exists (select from ${equipmentAttachments} a where a.attachment_id = ${hostId}::uuid
      or a.host_id = any(${`{${ids.join(",")}}`}::uuid[])
      or (a.attachment_id = any(${`{${ids.join(",")}}`}::uuid[]) and a.host_id <> ${hostId}::uuid)) as found`);
  return rows[0]?.found ?? false;
}
