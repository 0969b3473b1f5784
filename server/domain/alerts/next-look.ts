/** When time alone may change what the rules say about a machine; what is heard of it makes it looked at anyway. */
import { addDays, startOfDay } from "../rentals/zone-time.ts";
import type { MachineFacts } from "./machine-facts.ts";
import { silenceLimitOf } from "./no-heartbeat.ts";
import { backAt } from "./whereabouts.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is not foreseen is seen within a day. */
const LATEST_MS = DAY_MS;

/** After `facts.now`, at most a day later. `hasLive`: whether alerts are waiting for their cause to go. */
export function nextLook(facts: MachineFacts, hasLive: boolean): Date {
  const { limits, now } = facts;
  const times = [
    facts.reports && facts.lastSeenAt ? facts.lastSeenAt.getTime() + silenceLimitOf(facts) * HOUR_MS + 1000 : null,
    // The day is over then, and counts.
    facts.days.some(({ day }) => day === facts.today)
      ? startOfDay(addDays(facts.today, 1), facts.timeZone).getTime()
      : null,
    ...facts.services.flatMap(({ dueAt, deferredUntil }) => [
      dueAt ? dueAt.getTime() - limits.maintenanceSoftDays * DAY_MS : null,
      dueAt?.getTime() ?? null,
      deferredUntil?.getTime() ?? null,
    ]),
    ...(hasLive
      ? [
          backAt(facts, limits.breachMarginM, limits.breachDwellMin)?.getTime() ?? null,
          backAt(facts, limits.motionMarginM, limits.motionDwellMin)?.getTime() ?? null,
        ]
      : []),
  ].filter((time): time is number => time !== null && time > now.getTime());
  return new Date(Math.min(now.getTime() + LATEST_MS, ...times));
}
