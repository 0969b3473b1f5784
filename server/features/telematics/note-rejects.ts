import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { nameOf, type MachineRecord } from "../../domain/telematics/record.ts";
import type { RecordProblem } from "../../domain/telematics/problems.ts";
import type { Source } from "./dealer-source.ts";

const NAMELESS = "–";
/** Of one import: a document that is wrong throughout says so in its first thousands. */
const MOST = 5_000;

/** What could not be used, each complaint once with how often and when it was last heard. */
export async function noteRejects(
  { tx }: Pick<Tenant, "tx">,
  source: Source,
  now: Date,
  placed: readonly { record: MachineRecord; equipmentId: string | null; problems: readonly RecordProblem[] }[],
): Promise<void> {
  const rows = new Map<
    string,
    {
      id: string;
      machine: string;
      equipmentId: string | null;
      code: string;
      element: string;
      value: string | null;
      times: number;
    }
  >();
  for (const { record, equipmentId, problems } of placed)
    for (const { code, element, value } of problems) {
      const machine = (nameOf(record) ?? NAMELESS).toWellFormed();
      const key = JSON.stringify([machine, code, element]);
      const known = rows.get(key);
      if (known) known.times += 1;
      else if (rows.size < MOST)
        rows.set(key, { id: Bun.randomUUIDv7(), machine, equipmentId, code, element: element ?? "", value, times: 1 });
    }
  if (rows.size === 0) return;
  const at = now.toISOString();
  await tx.execute(sql`
    insert into telemetry_rejects (id, org_owner_id, dealer_id, source_id, machine, equipment_id, code, element, value, times, first_at, last_at)
    select g.id, ${source.dealerId}::uuid, ${source.dealerId}::uuid, ${source.id}::uuid, g.machine, g."equipmentId", g.code, g.element, g.value, g.times, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as g(id uuid, machine text, "equipmentId" uuid, code text, element text, value text, times int)
    on conflict (source_id, machine, code, element) do update
      set times = telemetry_rejects.times + excluded.times, last_at = excluded.last_at, value = excluded.value, equipment_id = excluded.equipment_id`);
}
