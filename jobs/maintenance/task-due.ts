/**
 * A service that has fallen due makes a technician's task, once: whoever it is planned for gets it, else it waits for somebody. One that
 * is put off or in work makes none. One that is due by its hours is to be done within a day.
 */
import { sql } from "drizzle-orm";
import type { Database, Tenant } from "../../db/tenancy.ts";
import { appendEvents } from "../../server/features/ledger/append-events.ts";
import { WORK_CAUSE } from "../../server/features/maintenance/end-task.ts";
import { dealerActor } from "../dealer-actor.ts";

const AT_ONCE = 500;

type Made = {
  id: string;
  work_id: string;
  equipment_id: string;
  human_id: string;
  customer_id: string | null;
  site_id: string | null;
  due_at: string;
  assignee_user_id: string | null;
};

/** As of `at` (ISO 8601 UTC). Running it again changes nothing. Returns how many tasks were made. */
export async function taskDue(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<number> {
  const actor = await dealerActor(db, dealerId);
  for (let total = 0; ;) {
    const made = await db.withTenant(actor, async (tenant) => {
      const rows = await makeSome(tenant, dealerId, at);
      await tell(tenant, dealerId, rows, at);
      return rows.length;
    });
    total += made;
    if (made < AT_ONCE) return total;
  }
}

async function makeSome({ tx }: Tenant, dealerId: string, at: string): Promise<Made[]> {
  const { rows } = await tx.execute<Made>(sql`
    with due as (
      select m.id as work_id, e.id as equipment_id, e.human_id, e.site_id, coalesce(m.planned_for, m.due_at, ${at}::timestamptz + interval '1 day') as due_at, who.user_id as assignee,
        case when e.customer_id = any((select app.own_dealers_customers())::uuid[]) then e.customer_id end as customer_id
      from maintenance m join equipment e on e.id = m.equipment_id and e.dealer_id = m.dealer_id
      left join memberships who on who.org_owner_id = m.dealer_id and who.user_id = m.technician_user_id and who.active
      where m.dealer_id = ${dealerId}::uuid and m.kind = 'SERVICE' and m.state in ('OPEN', 'PLANNED') and e.status not in ('RETIRED', 'LOST')
        and (m.due_at <= ${at} or m.due_at_hours <= e.hour_meter) and (m.deferred_until is null or m.deferred_until <= ${at})
        and not exists (select from tasks t where t.dealer_id = m.dealer_id and t.cause_kind = ${WORK_CAUSE} and t.cause_id = m.id::text and t.kind = 'SERVICE')
      order by m.id limit ${AT_ONCE} for update of m)
    insert into tasks (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, kind, state, assignee_user_id, assignee_org_id, due_at, cause_kind, cause_id)
    select gen_random_uuid(), ${dealerId}::uuid, ${dealerId}::uuid, d.customer_id, d.site_id, d.equipment_id, d.human_id, 'SERVICE', case when d.assignee is null then 'OPEN' else 'ASSIGNED' end,
      d.assignee, case when d.assignee is null then null else ${dealerId}::uuid end, d.due_at, ${WORK_CAUSE}, d.work_id::text
    from due d on conflict do nothing
    returning id, cause_id as work_id, equipment_id, human_id, customer_id, site_id, due_at::text, assignee_user_id`);
  return rows;
}

const tell = (tenant: Tenant, dealerId: string, rows: readonly Made[], at: string): Promise<void> =>
  appendEvents(
    tenant,
    rows.map((row) => ({
      type: "task.created",
      subject: {
        dealerId,
        customerId: row.customer_id,
        siteId: row.site_id,
        equipmentId: row.equipment_id,
        humanId: row.human_id,
      },
      data: {
        taskId: row.id,
        kind: "SERVICE",
        toSiteId: null,
        dueAt: new Date(row.due_at).toISOString(),
        assigned: row.assignee_user_id !== null,
        cause: WORK_CAUSE,
        causeId: row.work_id,
      },
      personal: row.assignee_user_id ? { assigneeUserId: row.assignee_user_id } : undefined,
      occurredAt: at,
    })),
  );
