/**
 * What days of rent cost. Equipment is rented by the day, the week of 7 days and the cycle of 28 days (13 cycles a year; invoices
 * follow cycles, not months). The customer pays the least that any mix of these comes to: when single days would cost more than a
 * week, a week is charged, and when weeks would cost more than a cycle, a cycle. This is the usual rule of rental contracts ("the
 * rate that is most advantageous to the customer"); it also keeps an extension by a day from ever costing more than the next longer
 * term. Each full cycle is closed for itself, because it is invoiced for itself.
 *
 * A day of rent is a started period of 24 hours by the clocks at the site, counted from the check-out: out on Monday at 10:00, back on
 * Tuesday at 10:00 is one day, also when the clocks change that night.
 */
import { clockMinutesBetween } from "../rentals/zone-time.ts";
import type { Prices } from "./schema.ts";

export const CYCLE_DAYS = 28;
const WEEK_DAYS = 7;
const DAY_MINUTES = 24 * 60;

export type Price = { minor: number; cycles: number; weeks: number; days: number };

/** Started days of rent from `from` to `to`, at least one. */
export function rentDays(from: Date, to: Date, timeZone: string): number {
  return Math.max(1, Math.ceil(clockMinutesBetween(from, to, timeZone) / DAY_MINUTES));
}

/** The best price for so many days, and what it is made of. 0 days cost nothing. */
export function bestPrice(days: number, rate: Pick<Prices, "dayMinor" | "weekMinor" | "cycleMinor">): Price {
  const cycles = Math.floor(days / CYCLE_DAYS);
  const cycle = withinCycle(CYCLE_DAYS, rate);
  const rest = withinCycle(days - cycles * CYCLE_DAYS, rate);
  return {
    minor: cycles * cycle.minor + rest.minor,
    cycles: cycles * cycle.cycles + rest.cycles,
    weeks: cycles * cycle.weeks + rest.weeks,
    days: cycles * cycle.days + rest.days,
  };
}

/** The cheapest of a cycle, and of weeks and days that cover 0 to 28 days. Of equal prices the longer terms win: more hours are in them. */
function withinCycle(days: number, { dayMinor, weekMinor, cycleMinor }: Parameters<typeof bestPrice>[1]): Price {
  const mixes: Price[] = [];
  if (cycleMinor !== null && days > 0) mixes.push({ minor: cycleMinor, cycles: 1, weeks: 0, days: 0 });
  const mostWeeks = weekMinor === null ? 0 : Math.ceil(days / WEEK_DAYS);
  for (let weeks = mostWeeks; weeks >= 0; weeks--) {
    const single = Math.max(0, days - weeks * WEEK_DAYS);
    mixes.push({ minor: weeks * (weekMinor ?? 0) + single * dayMinor, cycles: 0, weeks, days: single });
  }
  return mixes.reduce((best, next) => (next.minor < best.minor ? next : best));
}

/** What one more day is worth over a long rental: the cycle's price by its days, else the week's, else the day's. Rounded half up. */
export function dayValueMinor({ dayMinor, weekMinor, cycleMinor }: Parameters<typeof bestPrice>[1]): number {
  return Math.round(Math.min(dayMinor, (weekMinor ?? Infinity) / WEEK_DAYS, (cycleMinor ?? Infinity) / CYCLE_DAYS));
}

/**
 * Meter hours beyond what the price includes, and what they cost. Null where the rate includes no hours (unmetered) or no reading was
 * made. Hours come in tenths, so they are counted in hundredths to stay exact.
 */
export function excessOf(
  usedHours: number | null,
  price: Price,
  rate: Prices,
): { includedHours: number; excessHours: number; minor: number } | null {
  const { hoursPerDay, hoursPerWeek, hoursPerCycle } = rate;
  const needed = [price.days > 0 && hoursPerDay, price.weeks > 0 && hoursPerWeek, price.cycles > 0 && hoursPerCycle];
  if (usedHours === null || needed.includes(null)) return null;
  const hundredths = (value: number) => Math.round(value * 100);
  const included = hundredths(
    price.cycles * (hoursPerCycle ?? 0) + price.weeks * (hoursPerWeek ?? 0) + price.days * (hoursPerDay ?? 0),
  );
  const excess = Math.max(0, hundredths(usedHours) - included);
  return {
    includedHours: included / 100,
    excessHours: excess / 100,
    minor: Math.round((excess * (rate.excessHourMinor ?? 0)) / 100),
  };
}
