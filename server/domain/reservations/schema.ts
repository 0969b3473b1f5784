/** Shapes of reservations and of availability. */
import { z } from "zod";
import { equipmentTypeSchema, humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { contractFields, deliveryContactSchema, rentalStateSchema } from "../rentals/schema.ts";
import { BUSY_KINDS, RESERVATION_STATES } from "./words.ts";

const instant = z.iso.datetime();
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const from = moment.describe("First day at the site, or the instant from which on.");
const to = moment.describe("Last day at the site, all of it, or the instant until which.");
const reason = z.string().trim().max(500);

export const reservationStateSchema = z.enum(RESERVATION_STATES);

/** A machine given to a reservation. */
const unitSchema = z.object({
  rentalId: z.uuid(),
  equipmentId: z.uuid(),
  humanId: z.string(),
  type: z.string(),
  make: z.string(),
  model: z.string(),
  state: rentalStateSchema,
  checkedOutAt: instant.nullable(),
  dueAt: instant,
  /** The machine that it travels with; null for a machine that was reserved itself. */
  travelsWith: z.string().nullable(),
});

export const reservationSchema = z.object({
  id: z.uuid(),
  state: reservationStateSchema,
  dealerId: z.uuid(),
  dealerName: z.string().nullable(),
  customerId: z.uuid(),
  customerName: z.string().nullable(),
  siteId: z.uuid(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  type: equipmentTypeSchema,
  quantity: z.int(),
  /** The machine that was asked for by its number; null for any of the type. */
  humanId: z.string().nullable(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  startsAt: instant,
  endsAt: instant,
  attachments: z.array(z.string()),
  contractNumber: z.string().nullable(),
  poNumber: z.string().nullable(),
  deliveryContact: deliveryContactSchema.nullable(),
  notes: z.string().nullable(),
  /** Why it was declined or cancelled. */
  reason: z.string().nullable(),
  createdAt: instant,
  decidedAt: instant.nullable(),
  /** How many machines are given to it, and how many of those have gone out. */
  allocated: z.int(),
  pickedUp: z.int(),
  /** Numbers of the machines given to it, what travels along left out; the first twenty. */
  humanIds: z.array(z.string()),
});
export type Reservation = z.infer<typeof reservationSchema>;

export const reservationDetailSchema = reservationSchema.extend({
  requestedByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
  units: z.array(unitSchema),
});
export type ReservationDetail = z.infer<typeof reservationDetailSchema>;

export const listReservationsInput = z.object({
  state: reservationStateSchema.optional(),
  type: equipmentTypeSchema.optional(),
  siteId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional().describe("Ends after this time."),
  to: z.iso.datetime({ offset: true }).optional().describe("Begins before this time."),
  ...pageFields,
});
export const listReservationsOutput = pageOf(reservationSchema);
export const getReservationInput = z.object({ id: z.uuid() });

export const reserveInput = z
  .object({
    ...operationFields,
    siteId: z.uuid().describe("The jobsite that it is for."),
    type: equipmentTypeSchema.optional().describe("Any machines of this type…"),
    quantity: z.int().min(1).max(100).default(1).describe("…so many of them."),
    humanId: humanIdSchema.optional().describe("Or exactly this machine."),
    label: z.string().max(2000).nullish().describe("The scanned label, where the machine was presented by one."),
    from,
    to,
    dealerId: z.uuid().optional().describe("For customers of several dealers, and for HQ."),
    customerId: z.uuid().optional().describe("The customer it is for; that of the site where it is left out."),
    attachments: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
    ...contractFields,
    notes: z.string().trim().max(2000).nullish(),
  })
  .refine((input) => (input.type === undefined) !== (input.humanId === undefined), {
    path: ["type"],
    message: "name either a type or a machine",
  })
  .refine((input) => input.humanId === undefined || input.quantity === 1, {
    path: ["quantity"],
    message: "a machine that is named is reserved once",
  });
export type ReserveInput = z.infer<typeof reserveInput>;

export const confirmInput = z.object({ ...operationFields, id: z.uuid() });
export const declineInput = z.object({ ...operationFields, id: z.uuid(), reason: reason.min(3) });
export const cancelInput = z.object({ ...operationFields, id: z.uuid(), reason: reason.nullish() });
export const changeInput = z.object({ ...operationFields, id: z.uuid(), from, to });
export type ChangeInput = z.infer<typeof changeInput>;

export const allocateInput = z
  .object({
    ...operationFields,
    id: z.uuid(),
    humanId: humanIdSchema.optional().describe("The machine to give to it."),
    replaces: humanIdSchema.optional().describe("The machine that it takes the place of; alone it is taken off."),
  })
  .refine((input) => input.humanId ?? input.replaces, { path: ["humanId"], message: "name a machine" });
export type AllocateInput = z.infer<typeof allocateInput>;

export const availabilityInput = z.object({
  type: equipmentTypeSchema.optional(),
  from,
  to,
  siteId: z.uuid().optional().describe("Judges days in this site's zone and sorts machines by their way to it."),
  dealerId: z.uuid().optional(),
  limit: z.int().min(0).max(200).default(20).describe("Free machines to name; dealers and HQ only."),
});
export type AvailabilityInput = z.infer<typeof availabilityInput>;

const freeMachineSchema = z.object({
  humanId: z.string(),
  make: z.string(),
  model: z.string(),
  status: z.string(),
  siteName: z.string().nullable(),
  distanceM: z.number().nullable(),
});

export const availabilityOutput = z.object({
  startsAt: instant,
  endsAt: instant,
  /** Of customers' dealers only those that publish counts. Everything but `free` is for the dealer and HQ. */
  types: z.array(
    z.object({
      dealerId: z.uuid(),
      dealerName: z.string(),
      type: equipmentTypeSchema,
      free: z.int(),
      total: z.int().nullable(),
      /** Promised by type and not given yet, and how many of such promises can not be kept as things stand. */
      promised: z.int().nullable(),
      short: z.int().nullable(),
    }),
  ),
  /** With a type: machines that are free for all of it, the nearest first. */
  machines: z.array(freeMachineSchema),
});
export type Availability = z.infer<typeof availabilityOutput>;

/** What stands in the way, as far as the reader may know; sent as `details` of `reservation.overlap`. */
export const overlapDetailsSchema = z.object({
  humanId: z.string(),
  conflicts: z.array(
    z.object({
      kind: z.enum(BUSY_KINDS),
      from: instant.nullable(),
      to: instant.nullable(),
      rentalId: z.uuid().nullable(),
      reservationId: z.uuid().nullable(),
      customerId: z.uuid().nullable(),
      customerName: z.string().nullable(),
    }),
  ),
  /** Machines of the type that are free instead; null where the dealer does not tell. */
  freeOfType: z.int().nullable(),
  alternatives: z.array(freeMachineSchema),
  /** Nearest periods of the same length in which this machine is free. */
  nearest: z.array(z.object({ from: instant, to: instant })),
});
export type OverlapDetails = z.infer<typeof overlapDetailsSchema>;

export const dealersInput = z.object({ siteId: z.uuid() });
export const dealersOutput = z.array(z.object({ dealerId: z.uuid(), name: z.string() }));

export const travelInput = z.object({ humanId: humanIdSchema });
export const travelOutput = z.array(
  z.object({ humanId: z.string(), type: z.string(), make: z.string(), model: z.string(), status: z.string() }),
);
export const attachInput = z.object({
  ...operationFields,
  humanId: humanIdSchema.describe("The machine that carries."),
  attachments: z.array(humanIdSchema).max(20).describe("All machines that travel with it; others travel no more."),
});
