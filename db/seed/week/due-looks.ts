/** When the clock alone changes what the rules say about a due time. */
import { DUE_ALERT_KINDS, type DueAlertKind } from "../../../server/domain/alerts/rules.ts";
import type { AlertKind } from "../../../server/domain/alerts/schema.ts";
import type { PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { overdueFrom } from "../../../server/domain/rentals/due.ts";
import { HOUR_MS } from "./fleet.ts";
import { tick } from "./told.ts";

export const isDue = (kind: AlertKind): kind is DueAlertKind => DUE_ALERT_KINDS.includes(kind as DueAlertKind);

/** After a moment: soon due, overdue, long overdue; never for what nobody waits for. */
export function nextDueLook(
  dueMs: number | null,
  nowMs: number,
  { dueSoonHours, graceMinutes }: PolicyThresholds,
): number {
  if (dueMs === null) return Infinity;
  const overdueMs = overdueFrom({ dueAt: new Date(dueMs), timeZone: "UTC", graceMinutes }).getTime();
  const times = [dueMs - dueSoonHours * HOUR_MS, overdueMs, dueMs + 72 * HOUR_MS];
  return Math.min(Infinity, ...times.map(tick).filter((time) => time > nowMs));
}
