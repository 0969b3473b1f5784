/** Inputs and answers of the steps of a rental's life. */
import { z } from "zod";
import { humanIdSchema } from "../assets/schema.ts";
import { operationFields } from "../operation.ts";
import { positionSchema } from "../sites/position.ts";
import { contractFields, droppedOffAt, rentalSchema } from "./schema.ts";

/** Rentals that one step may take at once. */
export const MOST_AT_ONCE = 100;

const reason = z.string().trim().max(500).nullish();
const notes = z.string().trim().max(2000).nullish();
const time = z.iso.datetime({ offset: true });
const meter = z.number().min(0).max(200_000);
const photos = z.array(z.uuid()).max(20).default([]).describe("Media ids of uploaded photos.");
const one = { ...operationFields, id: z.uuid(), reason };
const several = {
  ...operationFields,
  rentalIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE).describe("All of them, or none."),
  reason,
};
const until = { dueAt: time.describe("The new due time.") };
const lastDay = {
  day: z.iso.date().nullish().describe("The last day of rent, at the site. Without it the rent ends now."),
};

export const extendInput = z.object({ ...one, ...until });
export const extendBatchInput = z.object({
  ...several,
  days: z.int().min(1).max(366).describe("Each by so many days, at the same time of day at its site."),
});
export const shortenInput = z.object({ ...one, ...until });
export const callOffInput = z.object({ ...one, ...lastDay });
export const callOffBatchInput = z.object({ ...several, ...lastDay });
export const cancelCallOffInput = z.object(one);
export const readyInput = z.object({ ...one, notes: notes.describe("Where it stands, who has the key.") });

export const transferInput = z.object({
  ...one,
  siteId: z.uuid().describe("Another jobsite of the same customer, served by the same dealer."),
  engineHours: meter.nullish().describe("Service meter hours on arrival."),
  position: positionSchema
    .nullish()
    .describe("Where the phone is; must lie at the new site where the policy asks for it."),
});

export const swapInput = z.object({
  ...one,
  humanId: humanIdSchema.describe("The replacement, of the same dealer."),
  engineStart: meter.describe("Service meter hours of the replacement."),
  oldGoes: z
    .enum(["PICK_UP_READY", "RETURNED"])
    .default("PICK_UP_READY")
    .describe("The old one waits for its pick-up, or has come back already."),
  engineEnd: meter.nullish().describe("Service meter hours of the old one; needed when it is returned."),
  yardId: z.uuid().nullish().describe("The dealer's yard that the returned one is in; needed where there are several."),
  fuelL: z.number().min(0).max(5000).nullish(),
  photos,
});

/** What was looked at when the machine came back. */
export const conditionSchema = z.strictObject({
  overall: z.enum(["OK", "WORN", "DAMAGED"]),
  clean: z.boolean().optional(),
  complete: z.boolean().optional().describe("All attachments and keys are there."),
});

export const collectInput = z.object({
  ...one,
  engineEnd: meter.describe("Service meter hours at the yard."),
  fuelL: z.number().min(0).max(5000).nullish(),
  condition: conditionSchema.nullish(),
  photos,
  notes,
  position: positionSchema.nullish(),
  yardId: z.uuid().nullish().describe("The dealer's yard; found by the position, else its only one."),
  droppedOffAt,
});

export const setPapersInput = z.object({ ...operationFields, id: z.uuid(), ...contractFields });

export const extendOutput = z.object({
  rental: rentalSchema,
  outcome: z.enum(["EXTENDED", "REQUESTED"]),
  requestId: z.uuid().nullable(),
  promisesShort: z.int().describe("Machines that promises by type lack because of it. Told to the dealer; else 0."),
});
export const callOffOutput = z.object({
  rental: rentalSchema,
  outcome: z.enum(["CALLED_OFF", "REQUESTED"]),
  requestId: z.uuid().nullable(),
});
export const extendBatchOutput = z.object({ items: z.array(extendOutput) });
export const callOffBatchOutput = z.object({ items: z.array(callOffOutput) });
export const swapOutput = z.object({ old: rentalSchema, rental: rentalSchema });

export type ExtendInput = z.infer<typeof extendInput>;
export type ExtendBatchInput = z.infer<typeof extendBatchInput>;
export type ExtendOutput = z.infer<typeof extendOutput>;
export type ShortenInput = z.infer<typeof shortenInput>;
export type CallOffInput = z.infer<typeof callOffInput>;
export type CallOffBatchInput = z.infer<typeof callOffBatchInput>;
export type CallOffOutput = z.infer<typeof callOffOutput>;
export type CancelCallOffInput = z.infer<typeof cancelCallOffInput>;
export type ReadyInput = z.infer<typeof readyInput>;
export type TransferInput = z.infer<typeof transferInput>;
export type SwapInput = z.infer<typeof swapInput>;
export type CollectInput = z.infer<typeof collectInput>;
export type SetPapersInput = z.infer<typeof setPapersInput>;
