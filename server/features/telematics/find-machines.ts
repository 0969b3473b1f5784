import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { MachineIndex, type KnownMachine } from "../../domain/telematics/match-machine.ts";
import type { MachineRecord } from "../../domain/telematics/record.ts";

/** Those of the dealer's machines that the records may mean. Another dealer's are not among them, whatever their serial numbers. */
export async function findMachines(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  records: readonly MachineRecord[],
): Promise<MachineIndex> {
  const names = new Set<string>();
  for (const { machine } of records)
    for (const name of [machine.pin, machine.serial, machine.equipmentId]) if (name) names.add(plain(name));
  if (names.size === 0) return new MachineIndex([]);
  const { rows } = await tx.execute<KnownMachine>(sql`
    with named as (select array_agg(value) as names from jsonb_array_elements_text(${JSON.stringify([...names])}::jsonb))
    select e.id, e.human_id as "humanId", e.make, e.serial_number as "serialNumber", e.pin, e.fleet_number as "fleetNumber", e.tracker_id as "trackerId"
    from equipment e, named
    where e.dealer_id = ${dealerId}::uuid and (${normal("e.pin")} = any(names) or ${normal("e.serial_number")} = any(names)
      or ${normal("e.tracker_id")} = any(names) or ${normal("e.fleet_number")} = any(names) or ${normal("e.human_id")} = any(names))
    order by e.id`);
  return new MachineIndex(rows);
}

const plain = (text: string) => text.toUpperCase().replaceAll(/[\s.-]/g, "");
const normal = (column: string) => sql.raw(`translate(upper(${column}), E' .-\\t', '')`);
