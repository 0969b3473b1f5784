/** The thresholds an organisation may set, with the values that hold where it sets none. */
import { z } from "zod";
import { equipmentTypeSchema, type EquipmentType } from "../assets/schema.ts";

const bufferHours = z.number().min(0).max(240);

/** What alerts are judged by; types that are named have their own, such as a class that rightly idles more than others. */
const alertLimits = {
  idleRatio: z.number().min(0).max(1),
  idleDays: z.int().min(1).max(30),
  /** A day with less running than this says nothing about idling. */
  idleMinRuntimeH: z.number().min(0).max(24),
  /** How long, and how far beyond the fence, a machine works before it counts as outside. */
  breachDwellMin: z.number().min(0).max(1440),
  breachMarginM: z.number().min(0).max(5000),
  /** The same for a machine that is checked in and ought to stand. */
  motionDwellMin: z.number().min(0).max(1440),
  motionMarginM: z.number().min(0).max(5000),
  /** Silence is so many hours, or so many times what the feed's cadence makes usual, whichever is longer. */
  heartbeatHours: z.number().min(1).max(720),
  heartbeatFactor: z.number().min(1).max(20),
  /** How long before it is due a service is told of. */
  maintenanceSoftHours: z.number().min(0).max(500),
  maintenanceSoftDays: z.number().min(0).max(90),
  /** Fuel an hour, as a multiple of what the machine usually burns. */
  fuelFactor: z.number().min(1.1).max(10),
};

export const policyThresholdsSchema = z.object({
  /** Whether a hand-over needs the phone inside the fence, whether it needs a position at all, and how much of the accuracy radius counts in the phone's favour. */
  gateRequired: z.boolean().default(true),
  positionRequired: z.boolean().default(false),
  maxAccuracyCreditM: z.number().min(0).max(500).default(50),
  /** Customers' people may send out a machine by its label without a reservation. */
  selfService: z.boolean().default(false),
  dueSoonHours: z.number().min(1).max(240).default(24),
  graceMinutes: z.number().min(0).max(1440).default(0),
  /** Days that a customer may add to what was agreed without asking, where nothing is reserved after it. */
  autoExtendDays: z.int().min(0).max(90).default(3),
  /** A machine that is dropped off after closing counts as returned then, and not when somebody takes it in. */
  nightDropOff: z.boolean().default(true),
  /** Hours kept free before and after each booking of a machine; types that are named have their own. */
  bufferBeforeH: bufferHours.default(0),
  bufferAfterH: bufferHours.default(0),
  typeBuffers: z
    .partialRecord(equipmentTypeSchema, z.object({ beforeH: bufferHours, afterH: bufferHours }))
    .default({}),
  /** How long a planned service keeps a machine. */
  workshopH: z.number().min(1).max(720).default(24),
  /** What customers are told: how many machines of a type are free, and from when to when a machine is taken. */
  publishCounts: z.boolean().default(false),
  publishDates: z.boolean().default(false),
  /** Customers' requests for up to so many machines and days are confirmed at once; 0 machines: none are. */
  autoConfirmUnits: z.int().min(0).max(100).default(0),
  autoConfirmDays: z.int().min(1).max(365).default(14),
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
  fuelFactor: alertLimits.fuelFactor.default(1.6),
  typeLimits: z.partialRecord(equipmentTypeSchema, z.object(alertLimits).partial()).default({}),
  /** An alert that nobody has acknowledged for so long is escalated: critical ones and the others. */
  escalateCriticalHours: z.number().min(0.25).max(720).default(4),
  escalateHours: z.number().min(0.25).max(720).default(24),
});
export type PolicyThresholds = z.infer<typeof policyThresholdsSchema>;

/** What alerts about one machine are judged by. */
export type AlertLimits = { [Name in keyof typeof alertLimits]: z.infer<(typeof alertLimits)[Name]> };

export const DEFAULT_THRESHOLDS: PolicyThresholds = policyThresholdsSchema.parse({});

/** The limits for machines of a type: the type's own where it has them, the organisation's elsewhere. */
export function alertLimitsFor(thresholds: PolicyThresholds, type: EquipmentType): AlertLimits {
  const own = thresholds.typeLimits[type] ?? {};
  const names = Object.keys(alertLimits) as (keyof AlertLimits)[];
  return Object.fromEntries(names.map((name) => [name, own[name] ?? thresholds[name]])) as AlertLimits;
}
