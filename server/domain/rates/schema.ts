/**
 * Words and shapes of rates. Money is a whole number of the currency's smallest unit (cents, yen), beside its ISO 4217 code, so
 * that sums are exact.
 */
import { z } from "zod";
import { equipmentTypeSchema, humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";

/** The largest amount: a hundred million in a currency with two decimals. */
const MOST_MINOR = 10_000_000_000;
const amount = z.int().min(0).max(MOST_MINOR);
const hours = z.number().min(0).max(10_000);
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "expected an ISO 4217 code");

/** What a machine costs for a day, a week and a cycle of 28 days, and the meter hours that are in it. Null: not offered. */
const prices = {
  currency: currencySchema,
  dayMinor: amount,
  weekMinor: amount.nullable(),
  cycleMinor: amount.nullable(),
  hoursPerDay: hours.nullable(),
  hoursPerWeek: hours.nullable(),
  hoursPerCycle: hours.nullable(),
  excessHourMinor: amount.nullable(),
};

/** What is kept on a rental from its check-out on. */
export const rateSnapshotSchema = z.object({
  ...prices,
  rateId: z.uuid(),
  rentFrom: z.iso.datetime().optional().describe("Since when rent runs, where the machine took another's place."),
});
export type RateSnapshot = z.infer<typeof rateSnapshotSchema>;
export type Prices = Omit<RateSnapshot, "rateId" | "rentFrom">;

export const rateSchema = z.object({
  id: z.uuid(),
  ...prices,
  /** A rate is for all machines of a type, or for one machine; for one customer, or for all. */
  type: equipmentTypeSchema.nullable(),
  humanId: z.string().nullable(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  validFrom: z.iso.date(),
  /** The rate that holds today for what it names. */
  inForce: z.boolean(),
});
export type Rate = z.infer<typeof rateSchema>;

export const listRatesInput = z.object({
  type: equipmentTypeSchema.optional(),
  customerId: z.uuid().optional(),
  inForce: z.boolean().optional().describe("Only what holds today."),
  ...pageFields,
});
export const listRatesOutput = pageOf(rateSchema);

export const addRateInput = z
  .object({
    ...operationFields,
    ...prices,
    currency: currencySchema.optional().describe("The dealer's own by default."),
    weekMinor: amount.nullish(),
    cycleMinor: amount.nullish(),
    hoursPerDay: hours.nullish(),
    hoursPerWeek: hours.nullish(),
    hoursPerCycle: hours.nullish(),
    excessHourMinor: amount.nullish(),
    type: equipmentTypeSchema.nullish(),
    humanId: humanIdSchema.nullish(),
    customerId: z.uuid().nullish(),
    validFrom: z.iso.date().describe("From this day on, by the dealer's own calendar."),
    dealerId: z.uuid().nullish().describe("Whose rate it is, where HQ sets it."),
  })
  .refine((input) => Boolean(input.type) !== Boolean(input.humanId), {
    path: ["type"],
    message: "name either a type or a machine",
  });
export type AddRateInput = z.infer<typeof addRateInput>;

export const retireRateInput = z.object({ ...operationFields, id: z.uuid() });

/** What a dealer grants one customer beside its policy. Null: as the policy says. */
export const termsSchema = z.object({
  customerId: z.uuid(),
  customerName: z.string().nullable(),
  graceMinutes: z.int().min(0).max(1440).nullable(),
  autoExtendDays: z.int().min(0).max(90).nullable(),
  nightDropOff: z.boolean().nullable(),
});
export const listTermsOutput = z.object({ items: z.array(termsSchema) });
export const setTermsInput = termsSchema.omit({ customerName: true }).extend(operationFields);
export type SetTermsInput = z.infer<typeof setTermsInput>;
