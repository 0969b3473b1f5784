/**
 * Delivery and return tickets. The record is canonical text without personal data and never changes; its SHA-256 stands in the
 * ledger. Who received the machine, and the hand they signed with, stand in the event's personal part, bound by its commitment.
 */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { INSPECTION_KINDS } from "./words.ts";

export const MAX_STROKES = 60;
export const MAX_STROKE_POINTS = 400;
const MAX_POINTS = 3000;

/** A point of a stroke, relative to the pad's width and height. */
const pointSchema = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);
const strokesSchema = z
  .array(z.array(pointSchema).min(1).max(MAX_STROKE_POINTS))
  .min(1)
  .max(MAX_STROKES)
  .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= MAX_POINTS, "too many points");
export type Strokes = z.output<typeof strokesSchema>;

/** Drawn, or confirmed under the typed name for those who can not draw. */
export const signatureInput = z
  .strictObject({
    name: z.string().trim().min(2).max(120).describe("The receiver."),
    strokes: strokesSchema.nullish(),
    confirmed: z.literal(true).nullish().describe("In place of strokes: the typed name is the signature."),
  })
  .refine((signature) => Boolean(signature.strokes) !== Boolean(signature.confirmed), {
    message: "either drawn or confirmed",
    path: ["strokes"],
  });
export type SignatureInput = z.output<typeof signatureInput>;

const instant = z.iso.datetime();
export const evidenceSchema = z.object({ mediaId: z.uuid(), sha256: z.string() });

/** What is hashed. */
export const ticketRecordSchema = z.object({
  ticketId: z.uuid(),
  kind: z.enum(INSPECTION_KINDS),
  rentalId: z.uuid(),
  humanId: z.string(),
  type: z.string(),
  make: z.string(),
  model: z.string(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  engineHours: z.number().nullable(),
  fuelL: z.number().nullable(),
  /** Checkpoints by answer, and the keys and words of those that failed. */
  condition: z
    .object({
      inspectionId: z.uuid(),
      ok: z.int(),
      failed: z.array(z.object({ key: z.string(), label: z.string().nullable(), severity: z.string() })),
    })
    .nullable(),
  photos: z.array(evidenceSchema),
  signedAt: instant,
});
export type TicketRecord = z.output<typeof ticketRecordSchema>;

export const ticketSchema = z.object({
  id: z.uuid(),
  rentalId: z.uuid(),
  kind: z.enum(INSPECTION_KINDS),
  record: ticketRecordSchema,
  digest: z.string().describe("SHA-256 of the record's canonical text."),
  intact: z.boolean().describe("The stored record still has this digest."),
  eventId: z.uuid(),
  dealerName: z.string().nullable(),
  customerName: z.string().nullable(),
  /** Null once the personal part was erased. */
  receiver: z.object({ name: z.string(), strokes: strokesSchema.nullable() }).nullable(),
});
export type Ticket = z.output<typeof ticketSchema>;

export const signTicketInput = z.object({
  ...operationFields,
  rentalId: z.uuid(),
  kind: z.enum(INSPECTION_KINDS),
  signature: signatureInput,
});
export type SignTicketInput = z.output<typeof signTicketInput>;

export const getTicketInput = z.object({ rentalId: z.uuid(), kind: z.enum(INSPECTION_KINDS) });
