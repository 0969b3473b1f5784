/** Raises the severity of live alerts about due times that have grown worse, such as a machine that is days overdue. */
import { sql } from "drizzle-orm";
import { DUE_ALERT_KINDS, DUE_RULES, type DueAlertKind } from "../../server/domain/alerts/rules.ts";
import { ALERT_SEVERITIES, type AlertSeverity } from "../../server/domain/alerts/schema.ts";
import { dueColumns, dueJoins, type DueRow, factsOf, recordAlert, type Sweep } from "./due-rows.ts";

const rank = (severity: AlertSeverity) => ALERT_SEVERITIES.indexOf(severity);

/** Raises at most `limit`, each with its event; one that was put aside and is critical now comes back. Returns how many. */
export async function worsenDue(sweep: Sweep, limit: number): Promise<number> {
  if (limit <= 0) return 0;
  const { dealerId } = sweep;
  const { tx } = sweep.tenant;
  const live = await tx.execute<DueRow & { alert_id: string; kind: DueAlertKind; severity: AlertSeverity }>(sql`
    select a.id as alert_id, a.kind, a.severity, ${dueColumns}
    from alerts a join rentals r on r.id = a.rental_id and r.dealer_id = a.dealer_id ${dueJoins}
    where a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' and a.severity <> 'CRITICAL' and a.kind in ${DUE_ALERT_KINDS}
      and a.opened_at <= ${sweep.at.toISOString()} order by a.opened_at, a.id`);
  const worse = live.rows
    .flatMap((row) => {
      const facts = factsOf(row, sweep);
      const severity = DUE_RULES[row.kind].severity(facts);
      return DUE_RULES[row.kind].is(facts) && rank(severity) > rank(row.severity) ? [{ row, severity }] : [];
    })
    .slice(0, limit);
  if (worse.length === 0) return 0;
  const changes = JSON.stringify(worse.map(({ row, severity }) => ({ id: row.alert_id, severity })));
  const updated = await tx.execute<{ id: string }>(sql`
    update alerts a set severity = c.severity, state = case when a.state = 'SNOOZED' and c.severity = 'CRITICAL' then 'OPEN' else a.state end
    from jsonb_to_recordset(${changes}::jsonb) c(id uuid, severity text)
    where a.id = c.id and a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' returning a.id`);
  const raised = new Set(updated.rows.map(({ id }) => id));
  for (const { row, severity } of worse) {
    const { alert_id: alertId, kind, severity: from } = row;
    if (raised.has(alertId))
      await recordAlert(sweep, "alert.escalated", row, { alertId, kind, severity, from, why: "worse" });
  }
  return raised.size;
}
