/**
 * Every machine has its next service: those that never had one, such as machines that were just taken up, get it by the interval of
 * their type. Completing a service makes the one after it, so that nothing is done here for a machine that has one.
 */
import { sql } from "drizzle-orm";
import type { Database, Tenant } from "../../db/tenancy.ts";
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import { planService } from "../../server/domain/maintenance/plan.ts";
import { alertLimitsFor, type PolicyThresholds } from "../../server/domain/policies/schema.ts";
import { appendEvents } from "../../server/features/ledger/append-events.ts";
import { thresholdsOf } from "../../server/features/policies/thresholds-of.ts";
import { dealerActor } from "../dealer-actor.ts";

const AT_ONCE = 500;
const CAUSE = "INTERVAL";

type Row = {
  id: string;
  human_id: string;
  type: EquipmentType;
  hour_meter: number;
  customer_id: string | null;
  site_id: string | null;
  done_at: string | null;
  done_at_hours: number | null;
};

/** As of `at` (ISO 8601 UTC). Running it again changes nothing. Returns how many services were made. */
export async function planServices(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<number> {
  const actor = await dealerActor(db, dealerId);
  for (let total = 0; ;) {
    const made = await db.withTenant(actor, async (tenant) => {
      const thresholds = await thresholdsOf(tenant, dealerId);
      const rows = await withoutService(tenant, dealerId, at);
      await write(tenant, dealerId, rows, thresholds, new Date(at));
      return rows.length;
    });
    total += made;
    if (made < AT_ONCE) return total;
  }
}

/** What nobody has looked at yet, what is gone, and what has left the fleet is passed over. */
async function withoutService({ tx }: Tenant, dealerId: string, at: string): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select e.id, e.human_id, e.type, e.hour_meter, e.site_id, case when e.customer_id = any((select app.own_dealers_customers())::uuid[]) then e.customer_id end as customer_id,
      last.done_at::text, last.done_at_hours
    from equipment e
    left join lateral (select m.done_at, m.done_at_hours from maintenance m where m.dealer_id = ${dealerId}::uuid and m.equipment_id = e.id
      and m.kind = 'SERVICE' and m.state = 'DONE' and m.due_at_hours is not null and m.done_at_hours is not null order by m.done_at desc limit 1) last on true
    where e.dealer_id = ${dealerId}::uuid and e.status not in ('RETIRED', 'LOST') and not e.unconfirmed and e.created_at <= ${at}
      and not exists (select from maintenance m where m.dealer_id = ${dealerId}::uuid and m.equipment_id = e.id and m.kind = 'SERVICE'
        and m.state <> 'DONE' and m.due_at_hours is not null)
    order by e.id limit ${AT_ONCE} for no key update of e`);
  return rows;
}

async function write(
  tenant: Tenant,
  dealerId: string,
  rows: readonly Row[],
  thresholds: PolicyThresholds,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const planned = rows.map((row) => {
    const { serviceIntervalH: intervalH, serviceIntervalDays: intervalDays } = alertLimitsFor(thresholds, row.type);
    const lastDone =
      row.done_at === null || row.done_at_hours === null
        ? null
        : { at: new Date(row.done_at), atHours: row.done_at_hours };
    const due = planService({ intervalH, intervalDays, hourMeter: row.hour_meter, lastDone, now });
    return { ...due, row, workId: Bun.randomUUIDv7(), intervalH, intervalDays: intervalDays || null };
  });
  const given = planned.map(({ row, workId, ...service }) => ({
    workId,
    equipmentId: row.id,
    customerId: row.customer_id,
    siteId: row.site_id,
    ...service,
  }));
  await tenant.tx.execute(sql`
    insert into maintenance (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, kind, service, interval_h, interval_days, due_at_hours, due_at, cause_kind, cause_id)
    select g."workId", ${dealerId}::uuid, ${dealerId}::uuid, g."customerId", g."siteId", g."equipmentId", 'SERVICE', g.service, g."intervalH", g."intervalDays",
      g."dueAtHours", g."dueAt", ${CAUSE}, g."workId"::text
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g("workId" uuid, "equipmentId" uuid, "customerId" uuid, "siteId" uuid, service text, "intervalH" int,
      "intervalDays" int, "dueAtHours" float8, "dueAt" timestamptz)`);
  await appendEvents(
    tenant,
    planned.map(({ row, workId, service, dueAtHours, dueAt }) => ({
      type: "maintenance.opened",
      subject: {
        dealerId,
        customerId: row.customer_id,
        siteId: row.site_id,
        equipmentId: row.id,
        humanId: row.human_id,
      },
      data: { workId, kind: "SERVICE", dueAtHours, dueAt: dueAt?.toISOString() ?? null, severity: null },
      personal: { service },
      occurredAt: now.toISOString(),
    })),
  );
}
