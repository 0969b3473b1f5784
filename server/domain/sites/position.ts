import { z } from "zod";

/**
 * Where a device says it is: degrees (WGS 84), the radius of its own uncertainty in metres, and the moment of the fix
 * (ISO 8601, UTC).
 */
export const positionSchema = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(1e8).optional(),
  at: z.iso.datetime().optional(),
});

export type Position = z.infer<typeof positionSchema>;
