/** The service that a machine without one gets, by its type's intervals. */
import { serviceName } from "./due.ts";

export type PlanFacts = {
  intervalH: number;
  /** 0: by hours alone. */
  intervalDays: number;
  hourMeter: number;
  /** The last service that was done by hours. */
  lastDone: { atHours: number; at: Date } | null;
  now: Date;
};

export type PlannedService = { service: string; dueAtHours: number; dueAt: Date | null };

const DAY_MS = 86_400_000;

/**
 * Counted from the last service, as after completing it; without one, or where the meter shows less than it did then, at the next
 * multiple of the interval.
 */
export function planService(facts: PlanFacts): PlannedService {
  const { intervalH, intervalDays, hourMeter, lastDone, now } = facts;
  const counted = lastDone && lastDone.atHours <= hourMeter ? lastDone.atHours + intervalH : null;
  const dueAtHours = Math.round((counted ?? (Math.floor(hourMeter / intervalH) + 1) * intervalH) * 10) / 10;
  return {
    service: intervalH === 250 ? serviceName(dueAtHours) : `${intervalH.toLocaleString("en")} h service`,
    dueAtHours,
    dueAt: intervalDays > 0 ? new Date((lastDone?.at ?? now).getTime() + intervalDays * DAY_MS) : null,
  };
}
