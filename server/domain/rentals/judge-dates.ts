/** Judges the dates of an extension, a shortening and a call-off. Pure: "now" and the zone are arguments. */
import type { ErrorCode } from "../errors.ts";
import { addDays, daysBetween, localDay, startOfDay } from "./zone-time.ts";

/** Nobody plans a rental farther ahead; a date beyond it is a slip of the finger. */
const FARTHEST_DAYS = 3 * 366;

export type DateVerdict = { ok: true } | { ok: false; code: ErrorCode };

type DueChange = { dueAt: Date; newDueAt: Date; outAt: Date | null; now: Date };

/** A new due time for `extend` lies after the old one, for `shorten` before it, and both after now and the check-out. */
export function judgeNewDue(kind: "extend" | "shorten", change: DueChange): DateVerdict {
  const { dueAt, newDueAt, outAt, now } = change;
  if (outAt && newDueAt <= outAt) return { ok: false, code: "rental.ends_before_start" };
  if (newDueAt <= now) return { ok: false, code: "rental.due_in_past" };
  if (newDueAt.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000) return { ok: false, code: "rental.due_too_far" };
  if (kind === "extend" && newDueAt <= dueAt) return { ok: false, code: "rental.not_longer" };
  if (kind === "shorten" && newDueAt >= dueAt) return { ok: false, code: "rental.not_shorter" };
  return { ok: true };
}

/**
 * Days by which `newDueAt` lies beyond what the dealer last agreed to, by the site's calendar. What a customer extended by policy
 * before counts, or one day at a time would be without end.
 */
export function daysBeyondAgreed(agreedDueAt: Date, newDueAt: Date, timeZone: string): number {
  return daysBetween(localDay(agreedDueAt, timeZone), localDay(newDueAt, timeZone));
}

/**
 * The last day of rent of a call-off and the moment from which no rent runs: at once, or the end of a day at the site, which may be
 * today and not later than the due day (beyond it lies an extension).
 */
export function judgeCallOff(input: {
  day: string | null;
  dueAt: Date;
  now: Date;
  timeZone: string;
}): { ok: true; day: string; offRentAt: Date; ready: boolean } | { ok: false; code: ErrorCode } {
  const { day, dueAt, now, timeZone } = input;
  const today = localDay(now, timeZone);
  if (day === null) return { ok: true, day: today, offRentAt: now, ready: true };
  if (day < today) return { ok: false, code: "rental.call_off_in_past" };
  const dueDay = localDay(dueAt, timeZone);
  if (day > dueDay && day > today) return { ok: false, code: "rental.call_off_after_due" };
  return { ok: true, day, offRentAt: startOfDay(addDays(day, 1), timeZone), ready: false };
}
