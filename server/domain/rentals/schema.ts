/** Words and shapes of rentals. A reservation of one machine is a rental in state RESERVED; call-off leads to PICK_UP_READY. */
import { z } from "zod";
import { humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { positionSchema } from "../sites/position.ts";

export const RENTAL_STATES = ["RESERVED", "ON_RENT", "PICK_UP_READY", "RETURNED", "CANCELLED"] as const;
export const rentalStateSchema = z.enum(RENTAL_STATES);

const instant = z.iso.datetime();

export const rentalSchema = z.object({
  id: z.uuid(),
  humanId: z.string(),
  type: z.string(),
  make: z.string(),
  model: z.string(),
  state: rentalStateSchema,
  siteId: z.uuid(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  customerId: z.uuid(),
  customerName: z.string().nullable(),
  dealerId: z.uuid(),
  checkedOutAt: instant.nullable(),
  checkedInAt: instant.nullable(),
  dueAt: instant,
  firstDueAt: instant,
  engineStart: z.number().nullable(),
  engineEnd: z.number().nullable(),
  /** engineEnd − engineStart, once both are known. */
  hours: z.number().nullable(),
  fuelL: z.number().nullable(),
  flags: z.array(z.string()),
  /** The first moment at which it is overdue: the end of the due day at the site, and the dealer's grace for this customer. */
  overdueFrom: instant,
  /** The last day of rent at the site, once it is called off, and the moment from which no rent runs. */
  callOffDay: z.iso.date().nullable(),
  offRentAt: instant.nullable(),
  /** Days late at the return; null until then. */
  lateDays: z.int().nullable(),
  contractNumber: z.string().nullable(),
  poNumber: z.string().nullable(),
  /** Something is asked of one party and not answered yet. */
  asked: z.boolean(),
});
export type Rental = z.infer<typeof rentalSchema>;

const photos = z.array(z.uuid()).max(20).default([]).describe("Media ids of uploaded photos.");
/** For a machine that stood in the yard before somebody took it in. */
export const droppedOffAt = z.iso
  .datetime({ offset: true })
  .nullish()
  .describe("When it was dropped off, where that was earlier. Counts as the return if the dealer's policy says so.");
const meter = z.number().min(0).max(200_000);

export const deliveryContactSchema = z.object({
  name: z.string().trim().min(1).max(120),
  phone: z.string().trim().max(40).nullish(),
});

/** What the papers call a rental, and whom to ring about its delivery. */
export const contractFields = {
  contractNumber: z.string().trim().max(60).nullish(),
  poNumber: z.string().trim().max(60).nullish().describe("The customer's purchase order."),
  deliveryContact: deliveryContactSchema.nullish(),
};

export const checkOutInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  siteId: z.uuid().describe("The jobsite it goes to."),
  operatorUserId: z.uuid().nullish(),
  engineStart: meter.describe("Service meter hours at hand-over."),
  expectedHours: z.number().min(0).max(10_000).nullish(),
  dueAt: z.iso.datetime({ offset: true }),
  photos,
  position: positionSchema.nullish().describe("Where the phone is."),
  label: z.string().max(2000).nullish().describe("The scanned label, where the machine was presented by one."),
  notes: z.string().trim().max(2000).nullish(),
  ...contractFields,
  override: z
    .object({ reason: z.string().trim().min(3).max(500) })
    .nullish()
    .describe("Lets a dealer's administrator pass the geofence gate; logged."),
});
export type CheckOutInput = z.infer<typeof checkOutInput>;

export const checkInInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  engineEnd: meter.describe("Service meter hours at return."),
  fuelL: z.number().min(0).max(5000).nullish(),
  photos,
  notes: z.string().trim().max(2000).nullish(),
  position: positionSchema.nullish(),
  droppedOffAt,
});
export type CheckInInput = z.infer<typeof checkInInput>;

export const listRentalsInput = z.object({
  state: rentalStateSchema.optional(),
  dueBefore: z.iso.datetime({ offset: true }).optional().describe("Due before this time, overdue ones included."),
  siteId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  humanId: humanIdSchema.optional(),
  contractNumber: z.string().trim().max(60).optional(),
  asked: z.boolean().optional().describe("Only rentals with an unanswered request."),
  ...pageFields,
});
export const listRentalsOutput = pageOf(rentalSchema);
