import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { FaultLife } from "./load-lives.ts";

/**
 * Writes lives anew and takes away those that `gone` names: one statement each. A life is stamped with the customer and the place of its
 * last report, so it is never changed in place: who it was stamped with may not be the dealer's customer any more.
 */
export async function writeLives(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  lives: readonly FaultLife[],
  gone: readonly string[],
): Promise<void> {
  if (gone.length > 0)
    await tx.execute(sql`
      delete from machine_fault_lives l where l.dealer_id = ${dealerId}::uuid
        and l.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(gone)}::jsonb))`);
  if (lives.length === 0) return;
  const rows = lives.map(({ openedMs, lastMs, clearedMs, ...life }) => ({
    ...life,
    openedAt: new Date(openedMs).toISOString(),
    lastAt: new Date(lastMs).toISOString(),
    clearedAt: clearedMs === null ? null : new Date(clearedMs).toISOString(),
  }));
  await tx.execute(sql`
    insert into machine_fault_lives (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, source, fault_key, code, spn, fmi, component, description, severity,
      level, opened_at, last_at, cleared_at, times, work_id)
    select g.id, ${dealerId}::uuid, ${dealerId}::uuid, case when (select app.is_hq()) or rent.customer_id = any((select app.own_dealers_customers())::uuid[]) then rent.customer_id end,
      coalesce(rent.site_id, case when e.customer_id is null then e.site_id end), e.id, g.source, g.key, g.code, g.spn, g.fmi, g.component, g.description, g.severity,
      g.level, g."openedAt", g."lastAt", g."clearedAt", g.times, g."workId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, "equipmentId" uuid, source text, key text, code text, spn int, fmi int, component text,
      description text, severity text, level text, "openedAt" timestamptz, "lastAt" timestamptz, "clearedAt" timestamptz, times int, "workId" uuid)
    join equipment e on e.id = g."equipmentId" and e.dealer_id = ${dealerId}::uuid
    left join lateral (select r.customer_id, r.site_id from rentals r where r.equipment_id = e.id and r.dealer_id = ${dealerId}::uuid and r.checked_out_at <= g."lastAt"
      and (r.checked_in_at is null or g."lastAt" < r.checked_in_at) order by r.checked_out_at desc limit 1) rent on true`);
}
