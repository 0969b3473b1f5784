/** Shapes of faults as lives. */
import { z } from "zod";
import { equipmentTypeSchema } from "../assets/schema.ts";
import { MAINTENANCE_STATES } from "../maintenance/words.ts";
import { FAULT_LEVELS } from "./j1939.ts";

const instant = z.iso.datetime();

/** A fault in its source's words and in J1939's numbers, and how long it has been there. */
export const faultFields = {
  code: z.string().describe("As the source writes it."),
  spn: z.int().nullable().describe("J1939: which part."),
  fmi: z.int().nullable().describe("J1939: how it fails."),
  level: z.enum(FAULT_LEVELS),
  description: z.string().nullable().describe("The source's own words."),
  source: z.string().describe("The source's name."),
  component: z.string().nullable().describe("What in the machine reports it."),
  firstAt: instant.describe("Since when, by the machine's clock."),
  lastAt: instant.describe("When it was last reported as active."),
  clearedAt: instant.nullable().describe("When it was reported without it; null while it is active."),
  times: z.int().min(0).describe("How often it happened since then."),
};
export const faultEvidenceSchema = z.object(faultFields);
export type FaultEvidence = z.output<typeof faultEvidenceSchema>;

export const faultLifeSchema = z.object({
  id: z.uuid(),
  ...faultFields,
  order: z
    .object({
      workId: z.uuid(),
      state: z.enum(MAINTENANCE_STATES),
      doneAt: instant
        .nullable()
        .describe(
          "Done does not clear the fault: the machine says whether it is gone. Reported after it, it is still there.",
        ),
    })
    .nullable()
    .describe("The latest order for its repair, where you see it."),
});
export type FaultLifeView = z.output<typeof faultLifeSchema>;

/** A fault that calls for a repair, on the maintenance board. */
export const boardFaultSchema = faultLifeSchema.extend({
  humanId: z.string(),
  machine: z.object({ type: equipmentTypeSchema, make: z.string(), model: z.string() }),
  siteName: z.string().nullable(),
  timeZone: z.string().nullable().describe("Of the place where the machine stands."),
});
export type BoardFault = z.output<typeof boardFaultSchema>;
