/** One rental in full: what its page shows. */
import { z } from "zod";
import { rateSnapshotSchema } from "../rates/schema.ts";
import { conditionSchema } from "./life-schema.ts";
import { RENTAL_ACTIONS } from "./life.ts";
import { rentalRequestSchema } from "./request-schema.ts";
import { rentalSchema } from "./schema.ts";

const instant = z.iso.datetime();
const amount = z.int();

/** Hours and fuel of the rental so far, from the days' sums and the meter. */
export const rentalUsageSchema = z.object({
  runtimeH: z.number(),
  idleH: z.number(),
  fuelL: z.number().nullable(),
  /** Days on which the machine was heard. */
  days: z.int(),
  /** What the meter gained since the hand-over; null where it was not read. */
  meterH: z.number().nullable(),
});
export type RentalUsage = z.infer<typeof rentalUsageSchema>;

export const spendSchema = z.object({
  currency: z.string(),
  days: z.int(),
  soFarMinor: amount,
  excess: z.object({ includedHours: z.number(), excessHours: z.number(), minor: amount }).nullable(),
  cycle: z.object({
    number: z.int(),
    startsAt: instant,
    endsAt: instant,
    daysLeft: z.int(),
    soFarMinor: amount,
    projectedMinor: amount,
  }),
  projectedDays: z.int(),
  projectedMinor: amount,
});
export type SpendView = z.infer<typeof spendSchema>;

export const rentalRecordSchema = rentalSchema.extend({
  equipmentId: z.uuid(),
  /** The booking that it came from. */
  reservationId: z.uuid().nullable(),
  dealerName: z.string().nullable(),
  expectedHours: z.number().nullable(),
  notes: z.string().nullable(),
  deliveryContact: z.object({ name: z.string(), phone: z.string().nullish() }).nullable(),
  operatorName: z.string().nullable(),
  checkedOutByName: z.string().nullable(),
  checkedInByName: z.string().nullable(),
  calledOffAt: instant.nullable(),
  droppedOffAt: instant.nullable(),
  condition: conditionSchema.nullable(),
  excessHours: z.number().nullable(),
  /** Of a swap: the rental before and the one after. */
  replaces: z.object({ id: z.uuid(), humanId: z.string() }).nullable(),
  replacedBy: z.object({ id: z.uuid(), humanId: z.string() }).nullable(),
  /** Where it was, in order of time; the last is where it is. */
  stays: z.array(
    z.object({ siteId: z.uuid(), siteName: z.string().nullable(), from: instant.nullable(), to: instant.nullable() }),
  ),
  usage: rentalUsageSchema,
  /** The rate of its check-out, and what it comes to. Null without a rate, and for operators. */
  rate: rateSnapshotSchema.nullable(),
  spend: spendSchema.nullable(),
  /** When the machine is spoken for next: an extension ends before. */
  nextClaimAt: instant.nullable(),
  /** Whether what was dropped off before anybody was there counts by the drop-off. */
  nightDropOff: z.boolean(),
  /** Days by which the customer may extend it without asking; 0 when it has to ask. */
  autoExtendDays: z.int(),
  /** Newest first, 20 at most. */
  requests: z.array(rentalRequestSchema),
  /** Newest first, 60 at most. */
  photos: z.array(z.object({ mediaId: z.uuid(), purpose: z.string(), at: instant })),
  /** The steps that the reader may take now. */
  steps: z.array(z.enum(RENTAL_ACTIONS)),
});
export type RentalRecord = z.infer<typeof rentalRecordSchema>;

/** What everything that is out comes to: so far, in this cycle of each rental, and to its end. */
export const spendSummaryOutput = z.object({
  totals: z.array(
    z.object({
      currency: z.string(),
      count: z.int(),
      soFarMinor: amount,
      /** What the running cycles come to by their end, or by the rental's. */
      cycleMinor: amount,
      projectedMinor: amount,
    }),
  ),
  /** Rentals without a rate. */
  unpriced: z.int(),
  /** The rentals whose cycle turns next, five at most. */
  turning: z.array(
    z.object({
      rentalId: z.uuid(),
      humanId: z.string(),
      siteName: z.string().nullable(),
      daysLeft: z.int(),
      currency: z.string(),
      cycleMinor: amount,
    }),
  ),
});
