/** Shapes of printed labels and of the keys that verify them. */
import { z } from "zod";
import { equipmentStatusSchema, equipmentTypeSchema, humanIdSchema } from "./schema.ts";

export const labelsInput = z.object({
  humanIds: z
    .array(humanIdSchema)
    .min(1)
    .max(200)
    .optional()
    .describe("Which machines; all of the filter's where left out."),
  siteId: z.uuid().optional(),
  status: equipmentStatusSchema.optional(),
  limit: z.int().min(1).max(200).default(60),
});
export const labelsOutput = z.object({
  items: z.array(
    z.object({
      humanId: z.string(),
      make: z.string(),
      model: z.string(),
      type: equipmentTypeSchema,
      url: z.string(),
      svg: z.string(),
    }),
  ),
});
export type Label = z.infer<typeof labelsOutput>["items"][number];

/** Public keys that labels are verified with, offline too. */
export const labelKeysOutput = z.object({
  origin: z.string(),
  keys: z.array(z.object({ keyId: z.string(), publicKey: z.string() })),
});
