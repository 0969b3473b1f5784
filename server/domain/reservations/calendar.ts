/** Shapes of the calendar: machines as rows, what they are taken for as bars, and what is promised by type. */
import { z } from "zod";
import { equipmentStatusSchema, equipmentTypeSchema } from "../assets/schema.ts";
import { pageFields } from "../paging.ts";
import { reservationStateSchema } from "./schema.ts";

/** Longer than a month with its overhanging weeks. */
const LONGEST_MS = 45 * 86_400_000;
export const MAX_BARS = 5000;

const instant = z.iso.datetime();
const time = z.iso.datetime({ offset: true });

export const calendarInput = z
  .object({
    from: time,
    to: time,
    type: equipmentTypeSchema.optional(),
    q: z.string().trim().max(100).optional(),
    ...pageFields,
  })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), { path: ["to"], message: "lies before from" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS, {
    path: ["to"],
    message: "at most 45 days",
  });
export type CalendarInput = z.output<typeof calendarInput>;

/** REQUESTED is reserved and waits for the dealer; OVERDUE is out past its due time and has no end. */
export const BAR_KINDS = [
  "REQUESTED",
  "RESERVED",
  "ON_RENT",
  "PICK_UP_READY",
  "OVERDUE",
  "RETURNED",
  "WORKSHOP",
] as const;

const barSchema = z.object({
  id: z.uuid(),
  kind: z.enum(BAR_KINDS),
  equipmentId: z.uuid(),
  from: instant,
  /** Null while nobody knows. */
  to: instant.nullable(),
  rentalId: z.uuid().nullable(),
  reservationId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  siteName: z.string().nullable(),
  /** In which the bar's days are judged; null for what has no site. */
  timeZone: z.string().nullable(),
  /** It goes with another machine and can not be moved by itself. */
  travels: z.boolean(),
});
export type CalendarBar = z.output<typeof barSchema>;

const rowSchema = z.object({
  equipmentId: z.uuid(),
  humanId: z.string(),
  fleetNumber: z.string().nullable(),
  type: equipmentTypeSchema,
  make: z.string(),
  model: z.string(),
  /** Null for a customer, who does not see machines that are not on rent to it. */
  status: equipmentStatusSchema.nullable(),
});
export type CalendarRow = z.output<typeof rowSchema>;

const promiseSchema = z.object({
  reservationId: z.uuid(),
  state: reservationStateSchema,
  type: equipmentTypeSchema,
  /** Machines still to be given. */
  open: z.int(),
  quantity: z.int(),
  from: instant,
  to: instant,
  customerName: z.string().nullable(),
  siteName: z.string().nullable(),
  timeZone: z.string().nullable(),
});
export type CalendarPromise = z.output<typeof promiseSchema>;

export const calendarOutput = z.object({
  machines: z.object({ items: z.array(rowSchema), nextCursor: z.string().nullable() }),
  bars: z.array(barSchema),
  /** Not all bars are there: the period or the fleet is too large. */
  truncated: z.boolean(),
  promises: z.array(promiseSchema),
  /** The dealer's machines in service by type, and how many of them are taken on a day of its own zone; empty for customers. */
  types: z.array(z.object({ type: equipmentTypeSchema, total: z.int() })),
  typeDays: z.array(z.object({ type: equipmentTypeSchema, day: z.iso.date(), taken: z.int() })),
  /** Hours kept free before and after bookings, by type where it has its own under its name, else under `*`. */
  buffers: z.record(z.string(), z.object({ beforeH: z.number(), afterH: z.number() })),
  /** The zone of the reader's organisation. */
  timeZone: z.string(),
});
export type Calendar = z.output<typeof calendarOutput>;
