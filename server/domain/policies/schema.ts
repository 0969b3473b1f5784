/** The thresholds an organisation may set, with the values that hold where it sets none. */
import { z } from "zod";

export const policyThresholdsSchema = z.object({
  /** Whether a hand-over needs the phone inside the fence, whether it needs a position at all, and how much of the accuracy radius counts in the phone's favour. */
  gateRequired: z.boolean().default(true),
  positionRequired: z.boolean().default(false),
  maxAccuracyCreditM: z.number().min(0).max(500).default(50),
  /** Customers' people may send out a machine by its label without a reservation. */
  selfService: z.boolean().default(false),
  dueSoonHours: z.number().min(1).max(240).default(24),
  graceMinutes: z.number().min(0).max(1440).default(0),
  idleRatio: z.number().min(0).max(1).default(0.5),
  idleDays: z.int().min(1).max(30).default(3),
});
export type PolicyThresholds = z.infer<typeof policyThresholdsSchema>;

export const DEFAULT_THRESHOLDS: PolicyThresholds = policyThresholdsSchema.parse({});
