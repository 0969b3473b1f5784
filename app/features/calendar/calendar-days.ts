/** The calendar's geometry: days as columns, each bar where clocks at its own site put it. Pure. */
import { addDays, addLocalDays, daysBetween, localDay, localText } from "../../../server/domain/rentals/zone-time.ts";

export const VIEWS = ["day", "week", "month"] as const;
export type View = (typeof VIEWS)[number];
/** `days` columns from the day `first` on. */
export type Window = { first: string; days: number };
export type Spanning = { from: string; to: string | null; timeZone: string | null };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** Weekday with Monday as 0. */
const weekday = (day: string) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;

/** The window of a view that shows `day`; weeks begin on Monday. */
export function windowOf(view: View, day: string): Window {
  if (view === "day") return { first: day, days: 1 };
  if (view === "week") return { first: addDays(day, -weekday(day)), days: 7 };
  const first = `${day.slice(0, 7)}-01`;
  return { first, days: daysBetween(first, nextMonth(first)) };
}

const nextMonth = (first: string) => `${addDays(first, 31).slice(0, 7)}-01`;

/** The day to show after going on or back by one view. */
export function step(view: View, day: string, by: 1 | -1): string {
  if (view !== "month") return addDays(day, by * (view === "day" ? 1 : 7));
  const first = `${day.slice(0, 7)}-01`;
  return by === 1 ? nextMonth(first) : `${addDays(first, -1).slice(0, 7)}-01`;
}

export const isDay = (text: string | undefined): text is string =>
  text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));

export const daysIn = ({ first, days }: Window): string[] =>
  Array.from({ length: days }, (_, at) => addDays(first, at));

/** What the server is asked for: the window in every zone there is. */
export function instantsOf({ first, days }: Window): { from: string; to: string } {
  const start = Date.parse(`${first}T00:00Z`);
  return {
    from: new Date(start - 14 * 3_600_000).toISOString(),
    to: new Date(start + days * DAY_MS + 14 * 3_600_000).toISOString(),
  };
}

/** Where an instant stands by the site's clocks, in days from the window's start. */
export function positionOf(at: string, timeZone: string, { first }: Window): number {
  const text = localText(new Date(at), timeZone);
  const [hour, minute] = text.slice(11).split(":").map(Number) as [number, number];
  return daysBetween(first, text.slice(0, 10)) + (hour * 60 + minute) / 1440;
}

/** A bar's place in the window as shares of its width, cut at the edges; null where it is not in it. */
export function place(
  bar: Spanning,
  window: Window,
  zone: string,
): { start: number; size: number; cut: [boolean, boolean] } | null {
  const timeZone = bar.timeZone ?? zone;
  const start = positionOf(bar.from, timeZone, window);
  const end = bar.to === null ? Number.POSITIVE_INFINITY : positionOf(bar.to, timeZone, window);
  const [left, right] = [Math.max(0, start), Math.min(window.days, end)];
  if (right <= left) return null;
  return { start: left / window.days, size: (right - left) / window.days, cut: [start < 0, end > window.days] };
}

/** First and last day at the site. */
export function daysOf(bar: Spanning & { to: string }, zone: string): { from: string; to: string } {
  const timeZone = bar.timeZone ?? zone;
  const last = new Date(Math.max(Date.parse(bar.from), Date.parse(bar.to) - 1));
  return { from: localDay(new Date(bar.from), timeZone), to: localDay(last, timeZone) };
}

/** By how many days each end of a bar is moved. */
export type Shift = { from: number; to: number };

/** The bar's instants after a shift, at the same clock time at the site; null where it would end before it begins. */
export function shifted<B extends Spanning & { to: string }>(bar: B, shift: Shift, zone: string): B | null {
  const timeZone = bar.timeZone ?? zone;
  const from = addLocalDays(new Date(bar.from), shift.from, timeZone);
  const to = addLocalDays(new Date(bar.to), shift.to, timeZone);
  return to > from ? { ...bar, from: from.toISOString(), to: to.toISOString() } : null;
}

/** What is sent for a moved bar: days where it is for whole ones, else instants. */
export function sentDays(bar: Spanning & { to: string }, zone: string): { from: string; to: string } {
  const timeZone = bar.timeZone ?? zone;
  const whole = [bar.from, bar.to].every((at) => localText(new Date(at), timeZone).endsWith("T00:00"));
  return whole ? daysOf(bar, zone) : { from: bar.from, to: bar.to };
}

/** The first of a row's bars that stands against a period; `gapMs` is kept free between two. */
export function firstConflict<B extends { from: string; to: string | null }>(
  bars: readonly B[],
  period: { from: string; to: string },
  gapMs: number,
): B | null {
  const [from, to] = [Date.parse(period.from) - gapMs, Date.parse(period.to) + gapMs];
  return bars.find((bar) => Date.parse(bar.from) < to && (bar.to === null || Date.parse(bar.to) > from)) ?? null;
}
