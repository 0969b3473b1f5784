/** Between what each rule's number lies. Apart from the schema, so that a screen needs no validator to say it. */
export type Bounds = { min: number; max: number; whole: boolean };

const number = (min: number, max: number): Bounds => ({ min, max, whole: false });
const whole = (min: number, max: number): Bounds => ({ min, max, whole: true });

/** Of what alerts are judged by; a type of machine may have its own. */
export const ALERT_BOUNDS = {
  idleRatio: number(0, 1),
  idleDays: whole(1, 30),
  idleMinRuntimeH: number(0, 24),
  breachDwellMin: number(0, 1440),
  breachMarginM: number(0, 5000),
  motionDwellMin: number(0, 1440),
  motionMarginM: number(0, 5000),
  heartbeatHours: number(1, 720),
  heartbeatFactor: number(1, 20),
  maintenanceSoftHours: number(0, 500),
  maintenanceSoftDays: number(0, 90),
  serviceIntervalH: whole(10, 10_000),
  serviceIntervalDays: whole(0, 3650),
  fuelFactor: number(1.1, 10),
} satisfies Record<string, Bounds>;
export type AlertLimit = keyof typeof ALERT_BOUNDS;
export const ALERT_LIMITS = Object.keys(ALERT_BOUNDS) as AlertLimit[];

export const BOUNDS = {
  maxAccuracyCreditM: number(0, 500),
  dueSoonHours: number(1, 240),
  graceMinutes: number(0, 1440),
  autoExtendDays: whole(0, 90),
  bufferBeforeH: number(0, 240),
  bufferAfterH: number(0, 240),
  workshopH: number(1, 720),
  autoConfirmUnits: whole(0, 100),
  autoConfirmDays: whole(1, 365),
  escalateCriticalHours: number(0.25, 720),
  escalateHours: number(0.25, 720),
  ...ALERT_BOUNDS,
} satisfies Record<string, Bounds>;

/** The bounds of a rule; null for one that is no number. */
export const boundsOf = (rule: string): Bounds | null => (BOUNDS as Record<string, Bounds | undefined>)[rule] ?? null;
