/** Shapes of the audit chain's look-ups. */
import { z } from "zod";
import { pageFields, pageOf } from "../paging.ts";

export const listEventsInput = z.object({
  type: z.string().max(80).optional(),
  humanId: z.string().trim().toUpperCase().max(40).optional(),
  orgId: z.uuid().optional().describe("The chain; all that the caller sees where left out."),
  ...pageFields,
});
export const listEventsOutput = pageOf(
  z.object({
    id: z.uuid(),
    orgId: z.uuid(),
    seq: z.int(),
    type: z.string(),
    at: z.iso.datetime(),
    humanId: z.string().nullable(),
    record: z.string().describe("The exact text that selfHash covers."),
    selfHash: z.string(),
  }),
);

export const verifyInput = z.object({
  orgId: z.uuid().optional().describe("The organisation whose chain to verify; the caller's own by default."),
});
export const verifyOutput = z.object({
  ok: z.boolean(),
  checked: z.int(),
  firstBad: z.object({ seq: z.int(), reason: z.string() }).optional(),
});

export const liveInput = z.object({ lastEventId: z.string().max(200).nullish() }).optional();
