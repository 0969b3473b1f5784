/** Everything about one rental that two parties may argue over, in one bounded answer. */
import { z } from "zod";
import { inspectionSchema } from "./schema.ts";
import { ticketSchema } from "./ticket.ts";

export const MAX_DISPUTE_EVENTS = 500;
export const MAX_DISPUTE_PHOTOS = 200;
export const MAX_DISPUTE_DAYS = 400;

const instant = z.iso.datetime();
const partySchema = z.object({ id: z.uuid(), name: z.string() });

export const disputeInput = z.object({ id: z.uuid().describe("The rental.") });
export const disputeSchema = z.object({
  rental: z.object({
    id: z.uuid(),
    state: z.string(),
    humanId: z.string(),
    type: z.string(),
    make: z.string(),
    model: z.string(),
    siteName: z.string().nullable(),
    siteTimeZone: z.string().nullable(),
    createdAt: instant,
    firstDueAt: instant.describe("As agreed at first; it never changes."),
    dueAt: instant,
    checkedOutAt: instant.nullable(),
    checkedInAt: instant.nullable(),
    engineStart: z.number().nullable(),
    engineEnd: z.number().nullable(),
    hours: z.number().nullable(),
    expectedHours: z.number().nullable(),
    fuelL: z.number().nullable(),
    notes: z.string().nullable(),
    overrideReason: z.string().nullable(),
    flags: z.array(z.string()),
  }),
  dealer: partySchema.nullable(),
  customer: partySchema.nullable(),
  inspections: z.object({ out: inspectionSchema.nullable(), in: inspectionSchema.nullable() }),
  tickets: z.object({ out: ticketSchema.nullable(), in: ticketSchema.nullable() }),
  photos: z.array(
    z.object({ mediaId: z.uuid(), purpose: z.string(), sha256: z.string(), contentType: z.string(), at: instant }),
  ),
  workOrders: z.array(
    z.object({
      id: z.uuid(),
      service: z.string(),
      state: z.string(),
      severity: z.string().nullable(),
      checkpoint: z.string().nullable(),
      doneAt: instant.nullable(),
    }),
  ),
  usage: z.array(z.object({ day: z.string(), runtimeH: z.number(), idleH: z.number(), fuelL: z.number().nullable() })),
  events: z.array(
    z.object({
      id: z.uuid(),
      seq: z.int(),
      type: z.string(),
      at: instant,
      occurredAt: instant.nullable(),
      actorName: z.string().nullable(),
      actorRole: z.string(),
      data: z.record(z.string(), z.unknown()),
      words: z.record(z.string(), z.unknown()).nullable().describe("Reasons and notes; null where none or erased."),
      record: z.string().describe("The exact text that selfHash covers."),
      selfHash: z.string(),
      intact: z.boolean(),
    }),
  ),
  truncated: z.array(z.enum(["events", "photos", "usage"])),
  madeAt: instant,
});
export type Dispute = z.output<typeof disputeSchema>;
