/**
 * Revenue at risk: machines that are out and do not earn as they should. Each is counted once, by what weighs most.
 * - NOT_COLLECTED: off rent by a call-off, and still not fetched. At risk is a day's value for each day since: it could earn elsewhere.
 * - OVERDUE: past its due day and grace. Each day since the due time is rent that nobody agreed to, and often disputed.
 * - IDLE: on rent, heard from, and hardly worked for days. At risk is the rent from now to its due time: such machines get called off.
 */
import { z } from "zod";
import { rentDays, dayValueMinor } from "./price.ts";
import { spendOf } from "./spend.ts";
import { rateSnapshotSchema, type RateSnapshot } from "./schema.ts";

export const RISK_KINDS = ["NOT_COLLECTED", "OVERDUE", "IDLE"] as const;
export type RiskKind = (typeof RISK_KINDS)[number];

export type RiskFacts = {
  outAt: Date;
  dueAt: Date;
  overdueFrom: Date;
  offRentAt: Date | null;
  /** Running and idle hours of the days that the policy looks at, and on how many of them the machine was heard. */
  recent: { runtimeH: number; idleH: number; daysHeard: number };
  rate: RateSnapshot | null;
  timeZone: string;
};
export type RiskPolicy = { idleRatio: number; idleDays: number };

/** Fewer running hours a day than this is standing, whatever the share of idling. */
const STANDING_H = 0.5;

/** Days so far and the amount at risk (null without a rate); null where nothing is. */
export function riskOf(
  facts: RiskFacts,
  policy: RiskPolicy,
  now: Date,
): { kind: RiskKind; days: number; amountMinor: number | null } | null {
  const { offRentAt, rate, timeZone, dueAt } = facts;
  const valueOf = (days: number) => (rate ? days * dayValueMinor(rate) : null);
  if (offRentAt) {
    if (offRentAt > now) return null;
    const days = rentDays(offRentAt, now, timeZone);
    return { kind: "NOT_COLLECTED", days, amountMinor: valueOf(days) };
  }
  if (now >= facts.overdueFrom) {
    const days = rentDays(dueAt, now, timeZone);
    return { kind: "OVERDUE", days, amountMinor: valueOf(days) };
  }
  const { runtimeH, idleH, daysHeard } = facts.recent;
  const heard = daysHeard >= policy.idleDays;
  const stands = runtimeH / Math.max(1, daysHeard) < STANDING_H;
  if (!heard || !(stands || idleH >= runtimeH * policy.idleRatio)) return null;
  const left = rate
    ? spendOf({ rate, outAt: facts.outAt, dueAt, offRentAt: null, now, timeZone, usedHours: null })
    : null;
  return {
    kind: "IDLE",
    days: daysHeard,
    amountMinor: left ? left.projectedMinor - left.soFarMinor : null,
  };
}

export const atRiskInput = z.object({ kind: z.enum(RISK_KINDS).optional() });
export const atRiskItemSchema = z.object({
  kind: z.enum(RISK_KINDS),
  rentalId: z.uuid(),
  humanId: z.string(),
  make: z.string(),
  model: z.string(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  customerName: z.string().nullable(),
  dueAt: z.iso.datetime(),
  offRentAt: z.iso.datetime().nullable(),
  days: z.int(),
  amountMinor: z.int().nullable(),
  currency: rateSnapshotSchema.shape.currency.nullable(),
});
export type AtRiskItem = z.infer<typeof atRiskItemSchema>;
export const atRiskOutput = z.object({
  /** By kind and currency. `unpriced`: how many have no rate and so no amount. */
  totals: z.array(
    z.object({
      kind: z.enum(RISK_KINDS),
      currency: z.string().nullable(),
      count: z.int(),
      amountMinor: z.int(),
      unpriced: z.int(),
    }),
  ),
  /** Largest amount first, 500 at most; the totals count all. */
  items: z.array(atRiskItemSchema),
});
