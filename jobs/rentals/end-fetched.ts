/**
 * Closes pick-ups of machines that are back. Somebody who takes a machine back and may not see the dealer's list, such as an operator,
 * leaves them open: those of a machine that stands in the yard are done, and where it still stands elsewhere one pick-up is enough.
 */
import { sql } from "drizzle-orm";
import type { Database, Tenant } from "../../db/tenancy.ts";
import { appendEvent } from "../../server/features/ledger/append-event.ts";
import { dealerActor } from "../dealer-actor.ts";

/** Changes in one transaction: the dealer's chain is locked while they are written. */
const AT_ONCE = 50;

type Ended = {
  id: string;
  state: "DONE" | "CANCELLED";
  customer_id: string | null;
  site_id: string | null;
  equipment_id: string | null;
  rental_id: string;
  human_id: string | null;
};

/** As of `at` (ISO 8601 UTC). Running it again changes nothing. Returns how many were closed. */
export async function endFetched(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<number> {
  const actor = await dealerActor(db, dealerId);
  for (let total = 0; ;) {
    const ended = await db.withTenant(actor, async (tenant) => {
      const rows = await endSome(tenant, dealerId, at);
      for (const row of rows) await record(tenant, dealerId, at, row);
      return rows.length;
    });
    total += ended;
    if (ended < AT_ONCE) return total;
  }
}

/**
 * The task that a return leaves behind says where the machine was taken in: an inspection in the yard, another pick-up elsewhere. That
 * one is the one too many, unless somebody has begun with it or was sent.
 */
async function endSome({ tx }: Tenant, dealerId: string, at: string): Promise<Ended[]> {
  const { rows } = await tx.execute<Ended>(sql`
    with closing as (
      select t.id, r.checked_in_at, r.checked_in_by, n.kind = 'INSPECTION' as in_yard
      from tasks t join rentals r on r.id = t.rental_id and r.dealer_id = t.dealer_id
      join tasks n on n.dealer_id = t.dealer_id and n.cause_kind = 'RENTAL_RETURN' and n.cause_id = r.id::text
      where t.dealer_id = ${dealerId}::uuid and t.kind = 'PICK_UP' and t.state in ('OPEN', 'ASSIGNED', 'IN_WORK')
        and r.state = 'RETURNED' and r.checked_in_at <= ${at}
        and (
          (n.kind = 'INSPECTION' and t.id <> n.id)
          or (n.id = t.id and n.kind = 'PICK_UP' and t.state = 'OPEN' and t.planned_from is null
            and exists (select from tasks o where o.dealer_id = t.dealer_id and o.rental_id = r.id and o.kind = 'PICK_UP'
              and o.id <> t.id and o.state in ('OPEN', 'ASSIGNED', 'IN_WORK')))
        )
      order by t.id limit ${AT_ONCE} for update of t
    )
    update tasks t set state = case when c.in_yard then 'DONE' else 'CANCELLED' end,
      done_at = case when c.in_yard then c.checked_in_at end, done_by = case when c.in_yard then c.checked_in_by end,
      cancelled_at = case when not c.in_yard then ${at}::timestamptz end
    from closing c where t.id = c.id
    returning t.id, t.state, t.customer_id, t.site_id, t.equipment_id, t.rental_id, t.human_id`);
  return rows;
}

async function record(tenant: Tenant, dealerId: string, at: string, task: Ended): Promise<void> {
  await appendEvent(tenant, {
    type: task.state === "DONE" ? "task.done" : "task.cancelled",
    subject: {
      dealerId,
      customerId: task.customer_id,
      siteId: task.site_id,
      equipmentId: task.equipment_id,
      rentalId: task.rental_id,
      humanId: task.human_id,
    },
    data: { taskId: task.id, kind: "PICK_UP", cause: "RENTAL_RETURN" },
    occurredAt: at,
  });
}
