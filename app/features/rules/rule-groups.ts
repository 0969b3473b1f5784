/** Which rules stand together on the screen, and in what their numbers are counted; machines are counted without a word. */
import type { Rule } from "../../../server/domain/policies/rules.ts";

export type Unit = "hours" | "minutes" | "days" | "metres" | "percent" | "times";

export const RULE_GROUPS = [
  { id: "booking", rules: ["bufferBeforeH", "bufferAfterH", "typeBuffers", "workshopH"] },
  {
    id: "customers",
    rules: ["publishCounts", "publishDates", "selfService", "autoConfirmUnits", "autoConfirmDays"],
  },
  { id: "handOver", rules: ["gateRequired", "positionRequired", "maxAccuracyCreditM"] },
  { id: "due", rules: ["dueSoonHours", "graceMinutes", "autoExtendDays", "nightDropOff"] },
  { id: "idle", rules: ["idleRatio", "idleDays", "idleMinRuntimeH"] },
  { id: "place", rules: ["breachDwellMin", "breachMarginM", "motionDwellMin", "motionMarginM"] },
  {
    id: "state",
    rules: [
      "heartbeatHours",
      "heartbeatFactor",
      "serviceIntervalH",
      "serviceIntervalDays",
      "maintenanceSoftHours",
      "maintenanceSoftDays",
      "fuelFactor",
    ],
  },
  { id: "alerts", rules: ["typeLimits", "escalateCriticalHours", "escalateHours"] },
] as const satisfies readonly { id: string; rules: readonly Rule[] }[];

export const UNIT_OF: Partial<Record<Rule, Unit>> = {
  bufferBeforeH: "hours",
  bufferAfterH: "hours",
  workshopH: "hours",
  autoConfirmDays: "days",
  maxAccuracyCreditM: "metres",
  dueSoonHours: "hours",
  graceMinutes: "minutes",
  autoExtendDays: "days",
  idleRatio: "percent",
  idleDays: "days",
  idleMinRuntimeH: "hours",
  breachDwellMin: "minutes",
  breachMarginM: "metres",
  motionDwellMin: "minutes",
  motionMarginM: "metres",
  heartbeatHours: "hours",
  heartbeatFactor: "times",
  maintenanceSoftHours: "hours",
  maintenanceSoftDays: "days",
  serviceIntervalH: "hours",
  serviceIntervalDays: "days",
  fuelFactor: "times",
  escalateCriticalHours: "hours",
  escalateHours: "hours",
};

/** A share is kept as 0–1 and shown as per cent. */
export const scaleOf = (name: string): number => ((UNIT_OF as Record<string, Unit>)[name] === "percent" ? 100 : 1);
