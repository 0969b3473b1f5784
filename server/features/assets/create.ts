import { sql } from "drizzle-orm";
import { equipment, tags } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { CreateMachineInput, MachineRecord } from "../../domain/assets/machine.ts";
import { happenedAt } from "../../domain/operation.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { fleetOwner, machineConflict, requireYard } from "./machine-rules.ts";
import { machineRecord } from "./record.ts";

/**
 * Adds a machine to a dealer's fleet: its number is given by the server and its first label stands at once. Throws
 * `asset.fleet_number_taken`, `asset.serial_taken` (409, with the field), `input.invalid` for a yard that is not the dealer's.
 */
export async function createMachine(tenant: Tenant, input: CreateMachineInput, now: Date): Promise<MachineRecord> {
  const { tx } = tenant;
  const dealerId = await fleetOwner(tenant, input.dealerId);
  if (input.yardId) await requireYard(tenant, dealerId, input.yardId);
  const id = Bun.randomUUIDv7();
  const numbered = await tx.execute<{ human_id: string }>(sql`select app.next_human_id() as human_id`);
  const humanId = numbered.rows[0]!.human_id;
  const at = happenedAt(input.occurredAt, now);
  const { oec, dayRate, yardId, operationId, occurredAt, dealerId: _, ...facts } = input;
  try {
    await tx.insert(equipment).values({
      id,
      orgOwnerId: dealerId,
      dealerId,
      humanId,
      ...facts,
      siteId: yardId,
      oec: oec?.toFixed(2) ?? null,
      dayRate: dayRate?.toFixed(2) ?? null,
      hourMeterAt: at,
    });
  } catch (error) {
    throw machineConflict(error);
  }
  const tagId = Bun.randomUUIDv7();
  await tx.insert(tags).values({ id: tagId, orgOwnerId: dealerId, dealerId, equipmentId: id, claimedAt: at });
  const { type, make, model, serialNumber, fleetNumber, hourMeter } = facts;
  await appendEvent(tenant, {
    type: "asset.created",
    subject: { dealerId, siteId: yardId, equipmentId: id, humanId },
    data: { type, make, model, serialNumber, fleetNumber, hourMeter, tagId },
    occurredAt,
    operationId,
  });
  return machineRecord(tenant, humanId);
}
