/** Shapes of uploads. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { MEDIA_CONTENT_TYPES, MAX_MEDIA_BYTES, MAX_VIDEO_BYTES } from "./magic.ts";

export const signMediaInput = z.object({
  operationId: operationFields.operationId
    .optional()
    .describe("Announced again with the same one, the same file goes on where its upload was cut."),
  contentType: z
    .string()
    .max(100)
    .describe(`One of ${MEDIA_CONTENT_TYPES.join(", ")}.`),
  bytes: z.int().min(1).describe(`At most ${MAX_MEDIA_BYTES}, for a film ${MAX_VIDEO_BYTES}.`),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "expected 64 lower-case hexadecimal digits"),
  purpose: z.enum(["CHECK_OUT", "CHECK_IN", "DAMAGE", "DOCUMENT", "INSPECTION", "TASK", "MAINTENANCE"]),
});
export type SignMediaInput = z.infer<typeof signMediaInput>;

export const signMediaOutput = z.object({
  mediaId: z.uuid(),
  url: z.string(),
  method: z.literal("PUT"),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.iso.datetime(),
});

export const mediaLinkInput = z.object({ mediaId: z.uuid() });
export const mediaLinkOutput = z.object({ url: z.string(), contentType: z.string(), expiresAt: z.iso.datetime() });
