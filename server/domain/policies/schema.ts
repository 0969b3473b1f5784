/** The thresholds an organisation may set, with the values that hold where it sets none. */
import { z } from "zod";
import { equipmentTypeSchema, type EquipmentType } from "../assets/schema.ts";
import { ALERT_LIMITS, BOUNDS, type AlertLimit, type Bounds } from "./bounds.ts";

const within = ({ min, max, whole }: Bounds) => (whole ? z.int() : z.number()).min(min).max(max);
const bufferHours = within(BOUNDS.bufferBeforeH);

/** What alerts are judged by; types that are named have their own, such as a class that rightly idles more than others. */
const alertLimits = {
  idleRatio: within(BOUNDS.idleRatio),
  idleDays: within(BOUNDS.idleDays),
  /** A day with less running than this says nothing about idling. */
  idleMinRuntimeH: within(BOUNDS.idleMinRuntimeH),
  /** How long, and how far beyond the fence, a machine works before it counts as outside. */
  breachDwellMin: within(BOUNDS.breachDwellMin),
  breachMarginM: within(BOUNDS.breachMarginM),
  /** The same for a machine that is checked in and ought to stand. */
  motionDwellMin: within(BOUNDS.motionDwellMin),
  motionMarginM: within(BOUNDS.motionMarginM),
  /** Silence is so many hours, or so many times what the feed's cadence makes usual, whichever is longer. */
  heartbeatHours: within(BOUNDS.heartbeatHours),
  heartbeatFactor: within(BOUNDS.heartbeatFactor),
  /** How long before it is due a service is told of. */
  maintenanceSoftHours: within(BOUNDS.maintenanceSoftHours),
  maintenanceSoftDays: within(BOUNDS.maintenanceSoftDays),
  /** How many hours, and days, lie between two services; no days: by hours alone. */
  serviceIntervalH: within(BOUNDS.serviceIntervalH),
  serviceIntervalDays: within(BOUNDS.serviceIntervalDays),
  /** Fuel an hour, as a multiple of what the machine usually burns. */
  fuelFactor: within(BOUNDS.fuelFactor),
} satisfies Record<AlertLimit, z.ZodType>;

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
  idleRatio: alertLimits.idleRatio.default(0.5),
  idleDays: alertLimits.idleDays.default(3),
  idleMinRuntimeH: alertLimits.idleMinRuntimeH.default(1),
  breachDwellMin: alertLimits.breachDwellMin.default(10),
  breachMarginM: alertLimits.breachMarginM.default(30),
  motionDwellMin: alertLimits.motionDwellMin.default(5),
  motionMarginM: alertLimits.motionMarginM.default(50),
  heartbeatHours: alertLimits.heartbeatHours.default(12),
  heartbeatFactor: alertLimits.heartbeatFactor.default(3),
  maintenanceSoftHours: alertLimits.maintenanceSoftHours.default(25),
  maintenanceSoftDays: alertLimits.maintenanceSoftDays.default(7),
  serviceIntervalH: alertLimits.serviceIntervalH.default(250),
  serviceIntervalDays: alertLimits.serviceIntervalDays.default(0),
  fuelFactor: alertLimits.fuelFactor.default(1.6),
  typeLimits: z.partialRecord(equipmentTypeSchema, z.object(alertLimits).partial()).default({}),
  /** An alert that nobody has acknowledged for so long is escalated: critical ones and the others. */
  escalateCriticalHours: within(BOUNDS.escalateCriticalHours).default(4),
  escalateHours: within(BOUNDS.escalateHours).default(24),
});
export type PolicyThresholds = z.infer<typeof policyThresholdsSchema>;

/** What alerts about one machine are judged by. */
export type AlertLimits = { [Name in keyof typeof alertLimits]: z.infer<(typeof alertLimits)[Name]> };

export const DEFAULT_THRESHOLDS: PolicyThresholds = policyThresholdsSchema.parse({});

/** The limits for machines of a type: the type's own where it has them, the organisation's elsewhere. */
export function alertLimitsFor(thresholds: PolicyThresholds, type: EquipmentType): AlertLimits {
  const own = thresholds.typeLimits[type] ?? {};
  return Object.fromEntries(ALERT_LIMITS.map((name) => [name, own[name] ?? thresholds[name]])) as AlertLimits;
}
