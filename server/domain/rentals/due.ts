/** When a rental is due, soon due and overdue, judged by days at the site. */
import { daysBetween, localDay } from "./zone-time.ts";

export type DueState = "not_due" | "due_soon" | "overdue";

/** No zone's day is longer than this, the repeated hour and a due time at its very start included. */
const LONGEST_DAY_MIN = 26 * 60;
const MINUTE_MS = 60_000;

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
 * Until when a machine that is out is taken: to its due time, past it to the moment from which it is overdue, and then nobody knows
 * (null). What is called off waits for its dealer, who can fetch it today. `app.out_until` says the same to the database.
 */
export function takenUntil(input: {
  dueAt: Date;
  calledOff: boolean;
  now: Date;
  timeZone: string;
  graceMinutes: number;
}): Date | null {
  if (input.dueAt > input.now) return input.dueAt;
  if (input.calledOff) return endOfLocalDay(input.now, input.timeZone);
  const late = overdueFrom(input);
  return late <= input.now ? null : late;
}

/**
 * The first moment of the day after `at` in an IANA zone. Right on days of 23 and 25 hours, in zones whose clocks change
 * at midnight and over a day that a zone left out: it looks for the minute in which the local date changes.
 */
export function endOfLocalDay(at: Date, timeZone: string): Date {
  const startMin = Math.floor(at.getTime() / MINUTE_MS);
  const dayAt = (minute: number) => localDay(new Date(minute * MINUTE_MS), timeZone);
  const day = dayAt(startMin);
  let same = 0;
  let later = LONGEST_DAY_MIN;
  while (later - same > 1) {
    const middle = Math.floor((same + later) / 2);
    if (dayAt(startMin + middle) > day) later = middle;
    else same = middle;
  }
  return new Date((startMin + later) * MINUTE_MS);
}

/**
 * How a return is judged. It counts by the drop-off where the dealer takes machines in after hours, else by the acceptance. A machine
 * that came on its due day, or within the grace after it, is not late; otherwise it is late by as many days as lie between the due
 * day and the day it came, both at the site.
 */
export function judgeReturn(input: {
  dueAt: Date;
  acceptedAt: Date;
  droppedOffAt: Date | null;
  nightDropOff: boolean;
  timeZone: string;
  graceMinutes: number;
}): { countsFrom: Date; lateDays: number } {
  const { dueAt, acceptedAt, droppedOffAt, timeZone } = input;
  const countsFrom = droppedOffAt && input.nightDropOff ? droppedOffAt : acceptedAt;
  if (countsFrom < overdueFrom(input)) return { countsFrom, lateDays: 0 };
  return { countsFrom, lateDays: Math.max(1, daysBetween(localDay(dueAt, timeZone), localDay(countsFrom, timeZone))) };
}
