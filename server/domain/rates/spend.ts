/** What a rental has come to, what this billing cycle will, and what it will by its end. */
import { addLocalDays } from "../rentals/zone-time.ts";
import { bestPrice, CYCLE_DAYS, excessOf, rentDays } from "./price.ts";
import type { Prices, RateSnapshot } from "./schema.ts";

export type SpendInput = {
  /** Its `rentFrom` is when days and cycles begin to count; without one they do when the machine went out. */
  rate: Prices & Pick<RateSnapshot, "rentFrom">;
  outAt: Date;
  dueAt: Date;
  /** From when no rent runs: called off, or back. */
  offRentAt: Date | null;
  now: Date;
  timeZone: string;
  /** Meter hours so far; null where no meter was read. */
  usedHours: number | null;
};

export type Spend = {
  currency: string;
  days: number;
  soFarMinor: number;
  /** Excess hours so far, and their price, which is not in `soFarMinor`. Null where hours are not counted. */
  excess: { includedHours: number; excessHours: number; minor: number } | null;
  /** The cycle of 28 days that is running, or was when the rent ended. Numbers count from 1. */
  cycle: { number: number; startsAt: Date; endsAt: Date; daysLeft: number; soFarMinor: number; projectedMinor: number };
  projectedDays: number;
  /** To the end of the rent: call-off, return, else the due time, and for a late machine today. */
  projectedMinor: number;
};

/** The spend of one rental as of `now`. Amounts are in the rate's smallest unit of currency. */
export function spendOf(input: SpendInput): Spend {
  const { rate, outAt, now, timeZone } = input;
  const priced = (days: number) => bestPrice(days, rate).minor;
  const ended = input.offRentAt !== null && input.offRentAt <= now;
  const until = ended ? input.offRentAt! : now;
  const end = input.offRentAt ?? (input.dueAt > now ? input.dueAt : now);
  const from = rate.rentFrom ? new Date(rate.rentFrom) : outAt;
  const days = rentDays(from, until, timeZone);
  const projectedDays = Math.max(days, rentDays(from, end, timeZone));

  const index = Math.floor((days - 1) / CYCLE_DAYS);
  const startsAt = addLocalDays(from, index * CYCLE_DAYS, timeZone);
  const endsAt = addLocalDays(from, (index + 1) * CYCLE_DAYS, timeZone);
  const inCycle = days - index * CYCLE_DAYS;
  const projectedInCycle = Math.min(CYCLE_DAYS, projectedDays - index * CYCLE_DAYS);
  return {
    currency: rate.currency,
    days,
    soFarMinor: priced(days),
    // Each machine's hours are held against its own days.
    excess: excessOf(input.usedHours, bestPrice(rentDays(outAt, until, timeZone), rate), rate),
    cycle: {
      number: index + 1,
      startsAt,
      endsAt,
      daysLeft: ended ? 0 : CYCLE_DAYS - inCycle,
      soFarMinor: priced(inCycle),
      projectedMinor: priced(projectedInCycle),
    },
    projectedDays,
    projectedMinor: priced(projectedDays),
  };
}

/** What a rental costs more, or less, when it ends at another time. */
export function costOfEnd(input: Omit<SpendInput, "offRentAt" | "usedHours">, newDueAt: Date): number {
  const still = { ...input, offRentAt: null, usedHours: null };
  return spendOf({ ...still, dueAt: newDueAt }).projectedMinor - spendOf(still).projectedMinor;
}

/** Decimals of a currency: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
