import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineRecord } from "../../domain/telematics/record.ts";

/** Faults that happened and were not told yet, stamped like readings. Returns how many. */
export async function mergeFaults(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  placed: readonly { record: MachineRecord; equipmentId: string | null }[],
): Promise<number> {
  const rows = placed.flatMap(({ record, equipmentId }) =>
    equipmentId
      ? record.faults
          .filter(({ active }) => active)
          .map(({ at, source: component, active: _, ...fault }) => ({
            equipmentId,
            at: at.toISOString(),
            component,
            ...fault,
          }))
      : [],
  );
  if (rows.length === 0) return 0;
  const { rowCount } = await tx.execute(sql`
    insert into machine_faults (org_owner_id, dealer_id, customer_id, site_id, equipment_id, source, code, at, description, severity, component, spn, fmi)
    select ${dealerId}::uuid, ${dealerId}::uuid, case when (select app.is_hq()) or rent.customer_id = any((select app.own_dealers_customers())::uuid[]) then rent.customer_id end,
      coalesce(rent.site_id, case when e.customer_id is null then e.site_id end), e.id, ${source}, g.code, g.at, g.description, g.severity, g.component, g.spn, g.fmi
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("equipmentId" uuid, at timestamptz, code text, description text, severity text, component text, spn int, fmi int)
    join equipment e on e.id = g."equipmentId" and e.dealer_id = ${dealerId}::uuid
    left join lateral (select r.customer_id, r.site_id from rentals r where r.equipment_id = e.id and r.dealer_id = ${dealerId}::uuid and r.checked_out_at <= g.at
      and (r.checked_in_at is null or g.at < r.checked_in_at) order by r.checked_out_at desc limit 1) rent on true
    on conflict do nothing`);
  return rowCount ?? 0;
}
