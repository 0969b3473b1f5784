/** Shapes of a machine as its dealer keeps it: made by hand, changed, and taken out of the fleet. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { EQUIPMENT_TYPES, equipmentStatusSchema, equipmentTypeSchema, humanIdSchema, RETIREMENTS } from "./schema.ts";

const word = (max: number) => z.string().trim().min(1).max(max);
/** Nothing is what a cleared field says. */
const optionalWord = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullable()
    .transform((text) => text || null);
const money = z.number().min(0).max(999_999_999).multipleOf(0.01);

/** Product identification number (ISO 10261): 17 characters, 7 or 9 on older machines; makers differ. */
const pin = optionalWord(40)
  .transform((text) => text?.toUpperCase() ?? null)
  .refine((text) => text === null || /^[A-Z0-9][A-Z0-9-]{3,39}$/.test(text), "letters, digits and hyphens only");

/** What a dealer says about a machine. Optional ones may be null for "not known". */
export const machineFields = {
  // Made here, so that a form that reads a machine needs nothing else of what an asset is.
  type: z.enum(EQUIPMENT_TYPES),
  make: word(60),
  model: word(60),
  serialNumber: word(60),
  fleetNumber: optionalWord(40).describe("The dealer's own number, unique in its fleet."),
  pin,
  modelYear: z.int().min(1950).max(2100).nullable(),
  oec: money.nullable().describe("Original equipment cost, in the dealer's currency."),
  dayRate: z.number().min(0).max(9_999_999).multipleOf(0.01).nullable().describe("In the dealer's currency."),
  purchasedOn: z.iso.date().nullable(),
  yardId: z.uuid().nullable().describe("The yard it stands in."),
  hourMeterOffset: z
    .number()
    .min(-200_000)
    .max(200_000)
    .describe("Hours to add to what the meter shows since it was replaced."),
  attachments: z.array(word(60)).max(20).describe("Buckets, hammers, couplers that belong to it."),
  trackerId: optionalWord(80),
} as const;

/** Hours are told once; later they come from hand-overs and trackers. */
export const createMachineInput = z.object({
  ...operationFields,
  dealerId: z.uuid().optional().describe("For HQ: whose machine it is."),
  ...machineFields,
  fleetNumber: machineFields.fleetNumber.default(null),
  pin: machineFields.pin.default(null),
  modelYear: machineFields.modelYear.default(null),
  oec: machineFields.oec.default(null),
  dayRate: machineFields.dayRate.default(null),
  purchasedOn: machineFields.purchasedOn.default(null),
  yardId: machineFields.yardId.default(null),
  hourMeterOffset: machineFields.hourMeterOffset.default(0),
  attachments: machineFields.attachments.default([]),
  trackerId: machineFields.trackerId.default(null),
  hourMeter: z.number().min(0).max(200_000).default(0).describe("Service meter hours shown now."),
});
export type CreateMachineInput = z.infer<typeof createMachineInput>;

/** Fields that are left out stay as they are. */
export const updateMachineInput = z
  .object(machineFields)
  .partial()
  .extend({ ...operationFields, humanId: humanIdSchema });
export type UpdateMachineInput = z.infer<typeof updateMachineInput>;

export const tagSchema = z.object({
  tagId: z.uuid(),
  medium: z.enum(["QR", "NFC"]),
  state: z.enum(["UNCLAIMED", "ACTIVE", "RETIRED"]),
  claimedAt: z.iso.datetime().nullable(),
  retiredAt: z.iso.datetime().nullable(),
});

/** A machine as its dealer sees it, money included. */
export const machineRecordSchema = z.object({
  humanId: z.string(),
  dealerId: z.uuid(),
  status: equipmentStatusSchema,
  type: equipmentTypeSchema,
  make: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  fleetNumber: z.string().nullable(),
  pin: z.string().nullable(),
  modelYear: z.int().nullable(),
  oec: z.number().nullable(),
  dayRate: z.number().nullable(),
  purchasedOn: z.iso.date().nullable(),
  /** Null while it stands at a jobsite, or nowhere that is known. */
  yardId: z.uuid().nullable(),
  hourMeter: z.number(),
  hourMeterOffset: z.number(),
  attachments: z.array(z.string()),
  trackerId: z.string().nullable(),
  unconfirmed: z.boolean().describe("Made from a feed’s file and not looked at by a person yet."),
  retiredAs: z.enum(RETIREMENTS).nullable(),
  retiredOn: z.iso.date().nullable(),
  /** Its labels, the newest first. */
  tags: z.array(tagSchema),
});
export type MachineRecord = z.infer<typeof machineRecordSchema>;
export const machineRecordInput = z.object({ humanId: humanIdSchema });

export const retireMachineInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  as: z.enum(RETIREMENTS),
  on: z.iso.date().optional().describe("The day it left; today where left out."),
  reason: z.string().trim().max(500).optional(),
});
export const reinstateMachineInput = z.object({ ...operationFields, humanId: humanIdSchema });

/** Without a label a new one is made; with one, that label is moved to the machine. */
export const linkLabelInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  label: z.string().max(2000).optional().describe("A scanned label of the same dealer that is to name this machine."),
  retireOthers: z.boolean().default(true).describe("Whether the machine's other labels stop being accepted."),
});
export const retireLabelInput = z.object({
  ...operationFields,
  humanId: humanIdSchema,
  tagId: z.uuid(),
  reason: z.string().trim().max(500).optional(),
});
