/** Opens the alerts about due times that are called for and not live. */
import { sql } from "drizzle-orm";
import { alerts } from "../../db/schema/alerts.ts";
import { DUE_ALERT_KINDS, DUE_RULES, type DueAlertKind } from "../../server/domain/alerts/rules.ts";
import { dueColumns, dueJoins, type DueRow, factsOf, recordAlert, type Sweep } from "./due-rows.ts";

/** Opens at most `limit`, each with its event. Returns how many; one that another sweep opens meanwhile is not counted. */
export async function openDue(sweep: Sweep, limit: number): Promise<number> {
  if (limit <= 0) return 0;
  const { dealerId } = sweep;
  const { tx } = sweep.tenant;
  const found = await tx.execute<DueRow & { live: string[] }>(sql`
    select ${dueColumns}, live.kinds as live from rentals r ${dueJoins}
    cross join lateral (select coalesce(array_agg(a.kind), '{}') as kinds from alerts a
      where a.dealer_id = r.dealer_id and a.equipment_id = r.equipment_id and a.state <> 'RESOLVED') live
    where r.dealer_id = ${dealerId}::uuid and r.state = 'ON_RENT'
      and r.due_at <= ${sweep.at.toISOString()}::timestamptz + ${sweep.thresholds.dueSoonHours} * interval '1 hour'
      and not 'OVERDUE' = any(live.kinds)
    order by r.due_at, r.id`);
  const opening = found.rows
    .flatMap((row) => {
      const facts = factsOf(row, sweep);
      const kind = DUE_ALERT_KINDS.find((each) => DUE_RULES[each].hasBecome(facts, row.live.includes(each)));
      return kind ? [{ row, alert: alertOf(sweep, kind, row) }] : [];
    })
    .slice(0, limit);
  if (!opening.length) return 0;
  const inserted = await tx
    .insert(alerts)
    .values(opening.map(({ alert }) => alert))
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  const opened = new Set(inserted.map((row) => row.id));
  for (const { row, alert } of opening) {
    const { id, kind, severity, reason } = alert;
    if (opened.has(id)) await recordAlert(sweep, "alert.opened", row, { alertId: id, kind, severity, reason });
  }
  return opened.size;
}

function alertOf(sweep: Sweep, kind: DueAlertKind, row: DueRow) {
  const facts = factsOf(row, sweep);
  const { dueAt, now, siteName, timeZone, graceMinutes, dueSoonHours } = facts;
  return {
    id: Bun.randomUUIDv7(),
    orgOwnerId: sweep.dealerId,
    dealerId: sweep.dealerId,
    customerId: row.customer_id,
    siteId: row.site_id,
    equipmentId: row.equipment_id,
    rentalId: row.rental_id,
    humanId: row.human_id,
    kind,
    severity: DUE_RULES[kind].severity(facts),
    reason: DUE_RULES[kind].reason(facts, timeZone),
    facts: { dueAt: dueAt.toISOString(), at: now.toISOString(), siteName, timeZone, graceMinutes, dueSoonHours },
    openedAt: now,
  };
}
