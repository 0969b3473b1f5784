/** The period of a reservation: asked for by days at the site or by instants, stored as both. */
import { localDay, localInstant, startOfDay, addDays } from "../rentals/zone-time.ts";

/** Half-open instants, and the first and last day at the place that they touch. */
export type ReservedPeriod = { startsAt: Date; endsAt: Date; fromDay: string; toDay: string };

export type PeriodVerdict =
  | ({ ok: true } & ReservedPeriod)
  | {
      ok: false;
      code: "reservation.ends_before_start" | "reservation.in_past" | "reservation.too_far";
      field: "from" | "to";
    };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** How far ahead a reservation may end. */
const FURTHEST_MS = 731 * 86_400_000;
/** The hour at the site until which a machine that is reserved by days is due on its last day. */
const DUE_TIME = "17:00";

/**
 * Reads `from` and `to`, each a day (`YYYY-MM-DD`, the whole of it belongs to the period) or an instant (ISO 8601), in the place's
 * zone. It may begin on the present day. `startsBefore` allows a start in the past that was agreed on earlier.
 */
export function judgePeriod(input: {
  from: string;
  to: string;
  timeZone: string;
  now: Date;
  startsBefore?: Date | null;
}): PeriodVerdict {
  const { from, to, timeZone, now } = input;
  const startsAt = DAY.test(from) ? startOfDay(from, timeZone) : new Date(from);
  const endsAt = DAY.test(to) ? startOfDay(addDays(to, 1), timeZone) : new Date(to);
  if (endsAt <= startsAt) return { ok: false, code: "reservation.ends_before_start", field: "to" };
  const earliest = startOfDay(localDay(now, timeZone), timeZone);
  const agreed = input.startsBefore && startsAt >= input.startsBefore;
  if ((startsAt < earliest && !agreed) || endsAt <= now)
    return { ok: false, code: "reservation.in_past", field: startsAt < earliest ? "from" : "to" };
  if (endsAt.getTime() > now.getTime() + FURTHEST_MS) return { ok: false, code: "reservation.too_far", field: "to" };
  return {
    ok: true,
    startsAt,
    endsAt,
    fromDay: localDay(startsAt, timeZone),
    toDay: localDay(new Date(endsAt.getTime() - 1), timeZone),
  };
}

/** When a machine of the reservation is due: at its end, or in the afternoon of the last day where it ends with that day. */
export function dueAtOf({ startsAt, endsAt, toDay }: ReservedPeriod, timeZone: string): Date {
  if (endsAt.getTime() !== startOfDay(addDays(toDay, 1), timeZone).getTime()) return endsAt;
  const afternoon = localInstant(`${toDay}T${DUE_TIME}`, timeZone)!;
  return afternoon > startsAt ? afternoon : new Date(endsAt.getTime() - 60_000);
}

/** Days at the place that the period touches. */
export function daysOf({ fromDay, toDay }: Pick<ReservedPeriod, "fromDay" | "toDay">): number {
  return Math.round((Date.parse(`${toDay}T00:00Z`) - Date.parse(`${fromDay}T00:00Z`)) / 86_400_000) + 1;
}
