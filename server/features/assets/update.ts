import { eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineRecord, UpdateMachineInput } from "../../domain/assets/machine.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockMachine, machineConflict, requireYard, subjectOf } from "./machine-rules.ts";
import { machineRecord } from "./record.ts";

type Row = typeof equipment.$inferSelect;

/**
 * Changes what is told of a machine, and tells the chain which fields changed from what to what. Throws `not_found`,
 * `asset.retired`, `asset.on_rent` for a yard while it is out, `asset.fleet_number_taken`, `asset.serial_taken` (with the field).
 */
export async function updateMachine(tenant: Tenant, input: UpdateMachineInput): Promise<MachineRecord> {
  const machine = await lockMachine(tenant, input.humanId);
  if (machine.status === "RETIRED") throw new AppError("asset.retired");
  const { operationId, occurredAt, humanId, oec, dayRate, yardId, ...rest } = input;
  const wanted: Partial<typeof equipment.$inferInsert> = {
    ...rest,
    ...(oec === undefined ? {} : { oec: oec?.toFixed(2) ?? null }),
    ...(dayRate === undefined ? {} : { dayRate: dayRate?.toFixed(2) ?? null }),
    ...(yardId === undefined ? {} : { siteId: yardId }),
  };
  const changes = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !isSame(machine[field as keyof typeof machine], value),
    ),
  ) as typeof wanted;
  if ("siteId" in changes) {
    if (machine.status === "ON_RENT") throw new AppError("asset.on_rent", { fields: { yardId: "it is on rent" } });
    if (changes.siteId) await requireYard(tenant, machine.dealerId, changes.siteId);
  }
  const fields = Object.keys(changes) as (keyof Row)[];
  if (fields.length === 0) return machineRecord(tenant, humanId);
  try {
    await tenant.tx.update(equipment).set(changes).where(eq(equipment.id, machine.id));
  } catch (error) {
    throw machineConflict(error);
  }
  await appendEvent(tenant, {
    type: "asset.updated",
    subject: subjectOf(machine),
    data: { fields, ...told(machine, changes, fields) },
    occurredAt,
    operationId,
  });
  return machineRecord(tenant, humanId);
}

/** The customer that has the machine reads its events too: that the dealer's money changed is told, and not what it is. */
const MONEY: readonly string[] = ["oec", "dayRate"];
function told(machine: Row, changes: Partial<Row>, fields: readonly (keyof Row)[]) {
  const open = fields.filter((field) => !MONEY.includes(field));
  return {
    from: Object.fromEntries(open.map((field) => [field, machine[field]])),
    to: Object.fromEntries(open.map((field) => [field, changes[field]])),
  };
}

/** Money is compared as what it is worth, lists by their items. */
function isSame(stored: unknown, wanted: unknown): boolean {
  return JSON.stringify(stored) === JSON.stringify(wanted);
}
