/** Shapes of inspections: answers to a check list's checkpoints, with photos and damage marks. */
import { z } from "zod";
import { equipmentTypeSchema, humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { checkListSchema, MAX_CHECKPOINTS } from "./check-list.ts";
import { signatureInput, ticketSchema } from "./ticket.ts";
import { ANSWERS, INSPECTION_KINDS, SEVERITIES, SILHOUETTES } from "./words.ts";

export const MAX_MARKS = 20;
export const MAX_ITEM_PHOTOS = 6;
export const MAX_INSPECTION_PHOTOS = 40;

const instant = z.iso.datetime();
const meter = z.number().min(0).max(200_000);
export const inspectionKindSchema = z.enum(INSPECTION_KINDS);
export const severitySchema = z.enum(SEVERITIES);

/** A point on a photo, or on an outline where there is no photo; 0,0 is the upper left corner and 1,1 the lower right. */
export const markSchema = z
  .strictObject({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    mediaId: z.uuid().nullish(),
    silhouette: z.enum(SILHOUETTES).nullish(),
    severity: severitySchema.default("MINOR"),
    note: z.string().trim().max(200).nullish(),
  })
  .refine((mark) => Boolean(mark.mediaId) !== Boolean(mark.silhouette), "a mark stands on a photo or on an outline");
export type DamageMark = z.output<typeof markSchema>;

/** `marks` is bounded by the verb, which has a code for it. */
export const answeredItemSchema = z.strictObject({
  key: z.string().max(40),
  answer: z.enum(ANSWERS),
  severity: severitySchema.nullish().describe("Of a failure; MAJOR where nothing is said."),
  note: z.string().trim().max(1000).nullish(),
  photos: z.array(z.uuid()).max(MAX_ITEM_PHOTOS).default([]),
  marks: z.array(markSchema).max(200).default([]).describe(`${MAX_MARKS} at most.`),
});
export type AnsweredItem = z.output<typeof answeredItemSchema>;

/** A checkpoint as it stood in the list's version, with its answer. */
export const inspectedItemSchema = z.object({ ...answeredItemSchema.shape, label: z.string().nullable() });
export type InspectedItem = z.output<typeof inspectedItemSchema>;

export const inspectionSchema = z.object({
  id: z.uuid(),
  rentalId: z.uuid(),
  kind: inspectionKindSchema,
  humanId: z.string(),
  type: equipmentTypeSchema,
  dealerId: z.uuid(),
  customerId: z.uuid(),
  siteId: z.uuid(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  checkListVersion: z.int(),
  items: z.array(inspectedItemSchema),
  photos: z.array(z.uuid()),
  engineHours: z.number().nullable(),
  fuelL: z.number().nullable(),
  notes: z.string().nullable(),
  failed: z.int(),
  inspectedAt: instant,
  /** Null where the name is another organisation's to know. */
  inspectedByName: z.string().nullable(),
  signed: z.boolean(),
});
export type Inspection = z.output<typeof inspectionSchema>;

export const submitInspectionInput = z.object({
  ...operationFields,
  rentalId: z.uuid(),
  kind: inspectionKindSchema,
  checkListVersion: z
    .int()
    .min(0)
    .optional()
    .describe("The version that was answered; the newest where nothing is said."),
  items: z.array(answeredItemSchema).min(1).max(MAX_CHECKPOINTS),
  photos: z.array(z.uuid()).max(MAX_INSPECTION_PHOTOS).default([]).describe("Media ids of the machine as a whole."),
  engineHours: meter.nullish(),
  fuelL: z.number().min(0).max(5000).nullish(),
  notes: z.string().trim().max(2000).nullish(),
  signature: signatureInput.nullish().describe("The receiver signs: a ticket is made in the same step."),
});
export type SubmitInspectionInput = z.output<typeof submitInspectionInput>;
export const submitInspectionOutput = z.object({
  inspection: inspectionSchema,
  workOrders: z.array(z.uuid()).describe("Maintenance made from the failed checkpoints."),
  ticket: ticketSchema.nullable(),
});

export const listInspectionsInput = z.object({
  rentalId: z.uuid().optional(),
  humanId: humanIdSchema.optional(),
  kind: inspectionKindSchema.optional(),
  failed: z.boolean().optional().describe("Only those with a failed checkpoint, or only those without."),
  ...pageFields,
});
export const listInspectionsOutput = pageOf(inspectionSchema.omit({ items: true }));

export const inspectionFormInput = z.object({ rentalId: z.uuid(), kind: inspectionKindSchema });
export const inspectionFormOutput = z.object({
  rentalId: z.uuid(),
  kind: inspectionKindSchema,
  humanId: z.string(),
  type: equipmentTypeSchema,
  make: z.string(),
  model: z.string(),
  siteName: z.string().nullable(),
  siteTimeZone: z.string().nullable(),
  engineStart: z.number().nullable(),
  engineEnd: z.number().nullable(),
  checkList: checkListSchema,
  before: inspectionSchema.nullable().describe("At take-back: what was seen at send-out."),
  existingId: z.uuid().nullable().describe("The inspection of this step, where it was made already."),
  open: z.boolean().describe("It may still be made."),
  signed: z.boolean().describe("The receiver has signed at this step."),
});
