/** What a person or a system says that a machine did on one day. Hours are service meter hours, fuel is in litres. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { positionSchema } from "../sites/position.ts";

const dayHours = z.number().min(0).max(24);

/** What every record of usage says, by hand or in bulk. */
const usageFields = {
  ...operationFields,
  humanId: z.string().trim().min(1).max(40),
  runtimeH: dayHours.describe("Hours that the engine ran on that day, idle hours included."),
  idleH: dayHours.default(0).describe("Hours of these without work."),
  fuelL: z.number().min(0).max(5000).nullish().describe("Litres filled up or used on that day."),
  hourMeter: z.number().min(0).max(200_000).nullish().describe("What the hour meter shows at the end."),
  position: positionSchema.nullish(),
  operatorUserId: z.uuid().nullish().describe("Who ran it; a customer's own person by default."),
  notes: z.string().trim().max(2000).nullish(),
};

const idleWithin = ({ runtimeH, idleH }: { runtimeH: number; idleH: number }) => idleH <= runtimeH;
const IDLE_BEYOND = { path: ["idleH"], message: "more idle hours than hours at all" };

export const logUsageInput = z
  .object({
    ...usageFields,
    date: z.iso.date().optional().describe("The day at the machine's site; without it the day of `occurredAt` there."),
  })
  .refine(idleWithin, IDLE_BEYOND);

export const usageItemSchema = z
  .object({
    ...usageFields,
    date: z.iso.date().describe("The day at the machine's site."),
    source: z.string().trim().min(1).max(40).default("API").describe("What says so, such as the name of a system."),
  })
  .refine(idleWithin, IDLE_BEYOND);

export const MAX_USAGE_ITEMS = 500;
export const bulkUsageInput = z.object({ items: z.array(usageItemSchema).min(1).max(MAX_USAGE_ITEMS) });

export const loggedUsageSchema = z.object({
  humanId: z.string(),
  day: z.iso.date(),
  runtimeH: z.number(),
  idleH: z.number(),
  fuelL: z.number().nullable(),
  hourMeter: z.number().nullable(),
  counted: z
    .boolean()
    .describe("False where the machine itself has reported that day: its own figures stand, and this record is kept."),
  flags: z.array(z.string()),
});

export const bulkUsageOutput = z.object({
  items: z.array(
    z.object({
      operationId: z.uuid(),
      ok: z.boolean(),
      result: loggedUsageSchema.nullable(),
      code: z.string().nullable().describe("Why it was refused."),
      message: z.string().nullable(),
      fields: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export type LogUsageInput = z.infer<typeof logUsageInput>;
export type UsageItem = z.infer<typeof usageItemSchema>;
export type LoggedUsage = z.infer<typeof loggedUsageSchema>;
export type BulkUsageOutput = z.infer<typeof bulkUsageOutput>;

/** Sources that are a machine's own voice; what people say does not replace theirs. */
const MEASURED: ReadonlySet<string> = new Set(["iso15143", "mqtt", "telematics"]);
export const isMeasured = (source: string): boolean => MEASURED.has(source.toLowerCase());

/** Whether a day's figures from `next` take the place of those from `existing`. */
export const mayReplaceDay = (existing: string, next: string): boolean => !isMeasured(existing) || isMeasured(next);
