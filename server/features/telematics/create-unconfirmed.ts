import { sql } from "drizzle-orm";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineRecord } from "../../domain/telematics/record.ts";
import { appendEvents } from "../ledger/append-events.ts";

/** What stands where a document does not say; a person puts it right on confirming the machine. */
const UNKNOWN = "Unknown";

export type Created = { id: string; humanId: string; index: number };

/**
 * Machines that a dealer's file names and nobody knows: made unconfirmed and IDLE, so that none is sent out before a person has looked
 * at it. Records that name the same machine make one.
 */
export async function createUnconfirmed(
  tenant: Tenant,
  dealerId: string,
  records: readonly MachineRecord[],
): Promise<Created[]> {
  const rows = records.map(({ index, machine }) => ({
    index,
    id: Bun.randomUUIDv7(),
    tagId: Bun.randomUUIDv7(),
    make: machine.make ?? UNKNOWN,
    model: machine.model ?? UNKNOWN,
    type: typeOf(machine.model),
    serial: machine.serial ?? machine.pin ?? machine.equipmentId!,
    pin: machine.pin,
    trackerId: machine.equipmentId,
  }));
  if (rows.length === 0) return [];
  const json = JSON.stringify(rows);
  const { rows: numbered } = await tenant.tx.execute<{ id: string; human_id: string }>(sql`
    insert into equipment (id, org_owner_id, dealer_id, human_id, type, make, model, serial_number, pin, tracker_id, status, unconfirmed)
    select id, ${dealerId}::uuid, ${dealerId}::uuid, app.next_human_id(), type, make, model, serial, pin, "trackerId", 'IDLE', true
    from (select * from jsonb_to_recordset(${json}::jsonb) as g(index int, id uuid, type text, make text, model text, serial text, pin text, "trackerId" text) order by index) given
    on conflict do nothing returning id, human_id`);
  const numbers = new Map(numbered.map((row) => [row.id, row.human_id]));
  const made = rows.filter(({ id }) => numbers.has(id));
  await tenant.tx.execute(sql`
    insert into tags (id, org_owner_id, dealer_id, equipment_id, claimed_at)
    select "tagId", ${dealerId}::uuid, ${dealerId}::uuid, id, now() from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as g(id uuid, "tagId" uuid)`);
  return made.map(({ id, index }) => ({ id, index, humanId: numbers.get(id)! }));
}

/** One event for each machine that was made. The last thing of an import, with the import's own. */
export async function tellCreated(
  tenant: Tenant,
  dealerId: string,
  records: readonly MachineRecord[],
  created: readonly Created[],
  operationId?: string,
): Promise<void> {
  const byIndex = new Map(records.map((record) => [record.index, record.machine]));
  await appendEvents(
    tenant,
    created.map(({ id, humanId, index }) => {
      const machine = byIndex.get(index)!;
      return {
        type: "asset.created",
        subject: { dealerId, equipmentId: id, humanId },
        data: {
          type: typeOf(machine.model),
          make: machine.make ?? UNKNOWN,
          model: machine.model ?? UNKNOWN,
          serialNumber: machine.serial,
          unconfirmed: true,
        },
        operationId,
      };
    }),
  );
}

/** By how makers number their models; an excavator where that says nothing, which is what most machines are. */
function typeOf(model: string | null): EquipmentType {
  const name = model?.toUpperCase() ?? "";
  if (/^(TL|SVL|CTL|S\d{3}|T\d{3})/.test(name)) return "SKID_STEER_LOADER";
  if (/^(WA|L\d{2}|9\d{2}[A-Z]|WL)/.test(name)) return "WHEEL_LOADER";
  if (/^D\d/.test(name)) return "DOZER";
  return "EXCAVATOR";
}
