/** The registry of alert rules: a new rule is a file of its own and an entry here. */
import type { DueFacts } from "./due-facts.ts";
import { dueSoon } from "./due-soon.ts";
import { fuelOutlier } from "./fuel-outlier.ts";
import { geofenceBreach } from "./geofence-breach.ts";
import { idleRatio } from "./idle-ratio.ts";
import type { MachineRule } from "./machine-facts.ts";
import { maintenanceDue } from "./maintenance-due.ts";
import { noHeartbeat } from "./no-heartbeat.ts";
import { overdue } from "./overdue.ts";
import type { AlertRule } from "./rule.ts";
import type { AlertKind } from "./schema.ts";
import { unexpectedMotion } from "./unexpected-motion.ts";

/** Rules about due times; they share their facts and are looked at together. */
export const DUE_RULES = { DUE_SOON: dueSoon, OVERDUE: overdue } as const satisfies Partial<
  Record<AlertKind, AlertRule<DueFacts>>
>;
export type DueAlertKind = keyof typeof DUE_RULES;
export const DUE_ALERT_KINDS = Object.keys(DUE_RULES) as DueAlertKind[];

/** Rules about what a machine does and needs; they share their facts and are looked at together. */
export const MACHINE_RULES = {
  IDLE_RATIO: idleRatio,
  GEOFENCE_BREACH: geofenceBreach,
  NO_HEARTBEAT: noHeartbeat,
  MAINTENANCE_DUE: maintenanceDue,
  UNEXPECTED_MOTION: unexpectedMotion,
  FUEL_OUTLIER: fuelOutlier,
} as const satisfies Partial<Record<AlertKind, MachineRule>>;
export type MachineAlertKind = keyof typeof MACHINE_RULES;
export const MACHINE_ALERT_KINDS = Object.keys(MACHINE_RULES) as MachineAlertKind[];
