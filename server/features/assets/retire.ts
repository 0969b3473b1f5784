import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { equipment, tags } from "../../../db/schema/assets.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineRecord, reinstateMachineInput, retireMachineInput } from "../../domain/assets/machine.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockMachine, subjectOf } from "./machine-rules.ts";
import { machineRecord } from "./record.ts";

/**
 * Takes a machine out of the fleet: sold, scrapped or gone back to who lent it. Its history stays, its labels stop being
 * accepted. Throws `not_found`, `asset.retired`, `asset.on_rent`, `asset.reserved`.
 */
export async function retireMachine(
  tenant: Tenant,
  input: z.infer<typeof retireMachineInput>,
  now: Date,
): Promise<MachineRecord> {
  const { tx } = tenant;
  const machine = await lockMachine(tenant, input.humanId);
  if (machine.status === "RETIRED") throw new AppError("asset.retired");
  if (machine.status === "ON_RENT" || machine.customerId) throw new AppError("asset.on_rent");
  const [reserved] = await tx
    .select({ id: rentals.id })
    .from(rentals)
    .where(and(eq(rentals.equipmentId, machine.id), eq(rentals.state, "RESERVED")))
    .limit(1);
  if (reserved) throw new AppError("asset.reserved");
  const retiredOn = input.on ?? now.toISOString().slice(0, 10);
  await tx
    .update(equipment)
    .set({ status: "RETIRED", retiredAs: input.as, retiredOn })
    .where(eq(equipment.id, machine.id));
  const gone = await tx
    .update(tags)
    .set({ state: "RETIRED", retiredAt: now })
    .where(and(eq(tags.dealerId, machine.dealerId), eq(tags.equipmentId, machine.id), ne(tags.state, "RETIRED")))
    .returning({ id: tags.id });
  await appendEvent(tenant, {
    type: "asset.retired",
    subject: subjectOf(machine),
    data: { from: machine.status, as: input.as, on: retiredOn, labels: gone.length },
    personal: input.reason ? { reason: input.reason } : undefined,
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return machineRecord(tenant, machine.humanId);
}

/** Takes a retired machine back into the fleet, to be inspected first, with a new label. Throws `not_found`, `asset.not_retired`. */
export async function reinstateMachine(
  tenant: Tenant,
  input: z.infer<typeof reinstateMachineInput>,
  now: Date,
): Promise<MachineRecord> {
  const { tx } = tenant;
  const machine = await lockMachine(tenant, input.humanId);
  if (machine.status !== "RETIRED") throw new AppError("asset.not_retired");
  const { dealerId, id: equipmentId } = machine;
  await tx
    .update(equipment)
    .set({ status: "IDLE", retiredAs: null, retiredOn: null })
    .where(eq(equipment.id, machine.id));
  const tagId = Bun.randomUUIDv7();
  await tx.insert(tags).values({ id: tagId, orgOwnerId: dealerId, dealerId, equipmentId, claimedAt: now });
  await appendEvent(tenant, {
    type: "asset.reinstated",
    subject: subjectOf(machine),
    data: { was: machine.retiredAs, to: "IDLE", tagId },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return machineRecord(tenant, machine.humanId);
}
