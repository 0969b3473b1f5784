/** Resolves live alerts about due times whose cause is gone. */
import { sql } from "drizzle-orm";
import { DUE_ALERT_KINDS, DUE_RULES, type DueAlertKind } from "../../server/domain/alerts/rules.ts";
import { dueColumns, dueJoins, type DueRow, factsOf, recordAlert, type Sweep } from "./due-rows.ts";

/** Resolves at most `limit`, each with its event. Returns how many. */
export async function resolveCleared(sweep: Sweep, limit: number): Promise<number> {
  const { dealerId } = sweep;
  const { tx } = sweep.tenant;
  const at = sweep.at.toISOString();
  // An alert opened for a later time is left alone: this sweep is late.
  const live = await tx.execute<DueRow & { alert_id: string; kind: DueAlertKind }>(sql`
    select a.id as alert_id, a.kind, ${dueColumns}
    from alerts a join rentals r on r.id = a.rental_id and r.dealer_id = a.dealer_id ${dueJoins}
    where a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' and a.kind in ${DUE_ALERT_KINDS} and a.opened_at <= ${at}
    order by a.opened_at, a.id`);
  const cleared = live.rows
    .flatMap((row) => {
      const clearedBy = DUE_RULES[row.kind].hasCleared(factsOf(row, sweep));
      return clearedBy ? [{ id: row.alert_id, clearedBy, row }] : [];
    })
    .slice(0, limit);
  if (!cleared.length) return 0;
  const changes = JSON.stringify(cleared.map(({ id, clearedBy }) => ({ id, cleared_by: clearedBy })));
  const updated = await tx.execute<{ id: string }>(sql`
    update alerts a set state = 'RESOLVED', resolved_at = ${at}, cleared_by = c.cleared_by
    from jsonb_to_recordset(${changes}::jsonb) c(id uuid, cleared_by text)
    where a.id = c.id and a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' returning a.id`);
  const resolved = new Set(updated.rows.map((row) => row.id));
  for (const { id, clearedBy, row } of cleared) {
    if (resolved.has(id)) await recordAlert(sweep, "alert.resolved", row, { alertId: id, kind: row.kind, clearedBy });
  }
  return resolved.size;
}
