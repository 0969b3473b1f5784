/** When a rental is due, soon due and overdue, judged by days at the site. */

export type DueState = "not_due" | "due_soon" | "overdue";

/** No zone's day is longer than this, the repeated hour and a due time at its very start included. */
const LONGEST_DAY_MIN = 26 * 60;
const MINUTE_MS = 60_000;

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** A due time must lie after now. */
export function judgeDue(input: { dueAt: Date; now: Date }): { ok: true } | { ok: false; code: "rental.due_in_past" } {
  return input.dueAt.getTime() > input.now.getTime() ? { ok: true } : { ok: false, code: "rental.due_in_past" };
}

/**
 * A machine due on a day may come back until that day ends at the site, plus the grace; from that moment on it is overdue.
 * `due_soon` starts `dueSoonHours` before the due time. Throws RangeError on an unknown zone or an invalid time.
 */
export function dueState(input: {
  dueAt: Date;
  now: Date;
  timeZone: string;
  graceMinutes: number;
  dueSoonHours?: number;
}): DueState {
  const now = input.now.getTime();
  if (now >= overdueFrom(input).getTime()) return "overdue";
  return now >= input.dueAt.getTime() - (input.dueSoonHours ?? 24) * 3_600_000 ? "due_soon" : "not_due";
}

/** The first moment at which a rental is overdue. */
export function overdueFrom(input: { dueAt: Date; timeZone: string; graceMinutes: number }): Date {
  return new Date(endOfLocalDay(input.dueAt, input.timeZone).getTime() + input.graceMinutes * MINUTE_MS);
}

/**
 * The first moment of the day after `at` in an IANA zone. Right on days of 23 and 25 hours, in zones whose clocks change
 * at midnight and over a day that a zone left out: it looks for the minute in which the local date changes.
 */
export function endOfLocalDay(at: Date, timeZone: string): Date {
  const startMin = Math.floor(at.getTime() / MINUTE_MS);
  const day = localDay(startMin, timeZone);
  let same = 0;
  let later = LONGEST_DAY_MIN;
  while (later - same > 1) {
    const middle = Math.floor((same + later) / 2);
    if (localDay(startMin + middle, timeZone) > day) later = middle;
    else same = middle;
  }
  return new Date((startMin + later) * MINUTE_MS);
}

/** The local date as text that sorts by time (years 1000–9999). */
function localDay(epochMin: number, timeZone: string): string {
  let format = dayFormats.get(timeZone);
  if (!format) {
    const fields = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-CA-u-ca-iso8601-nu-latn", { timeZone, ...fields });
    dayFormats.set(timeZone, format);
  }
  const parts = format.formatToParts(epochMin * MINUTE_MS);
  const part = (type: "year" | "month" | "day") => parts.find((p) => p.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}
