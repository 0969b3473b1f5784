/** The thresholds an organisation may set, with the values that hold where it sets none. */
import { z } from "zod";
import { equipmentTypeSchema } from "../assets/schema.ts";
import { BOUNDS, type Bounds } from "./bounds.ts";

const within = ({ min, max, whole }: Bounds) => (whole ? z.int() : z.number()).min(min).max(max);
const bufferHours = within(BOUNDS.bufferBeforeH);

export const policyThresholdsSchema = z.object({
  /** Whether a hand-over needs the phone inside the fence, whether it needs a position at all, and how much of the accuracy radius counts in the phone's favour. */
  gateRequired: z.boolean().default(true),
  positionRequired: z.boolean().default(false),
  maxAccuracyCreditM: within(BOUNDS.maxAccuracyCreditM).default(50),
  /** Customers' people may send out a machine by its label without a reservation. */
  selfService: z.boolean().default(false),
  dueSoonHours: within(BOUNDS.dueSoonHours).default(24),
  graceMinutes: within(BOUNDS.graceMinutes).default(0),
  /** Days that a customer may add to what was agreed without asking, where nothing is reserved after it. */
  autoExtendDays: within(BOUNDS.autoExtendDays).default(3),
  /** A machine that is dropped off after closing counts as returned then, and not when somebody takes it in. */
  nightDropOff: z.boolean().default(true),
  /** Hours kept free before and after each booking of a machine; types that are named have their own. */
  bufferBeforeH: bufferHours.default(0),
  bufferAfterH: within(BOUNDS.bufferAfterH).default(0),
  typeBuffers: z
    .partialRecord(equipmentTypeSchema, z.object({ beforeH: bufferHours, afterH: bufferHours }))
    .default({}),
  /** How long a planned service keeps a machine. */
  workshopH: within(BOUNDS.workshopH).default(24),
  /** What customers are told: how many machines of a type are free, and from when to when a machine is taken. */
  publishCounts: z.boolean().default(false),
  publishDates: z.boolean().default(false),
  /** Customers' requests for up to so many machines and days are confirmed at once; 0 machines: none are. */
  autoConfirmUnits: within(BOUNDS.autoConfirmUnits).default(0),
  autoConfirmDays: within(BOUNDS.autoConfirmDays).default(14),
  idleRatio: within(BOUNDS.idleRatio).default(0.5),
  idleDays: within(BOUNDS.idleDays).default(3),
});
export type PolicyThresholds = z.infer<typeof policyThresholdsSchema>;

export const DEFAULT_THRESHOLDS: PolicyThresholds = policyThresholdsSchema.parse({});
