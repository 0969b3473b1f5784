/** The last word of a machine about each measure, with its time: what is now, apart from what was. */
import type { MeasureName } from "./record.ts";

/** What the machine's own row does not hold already. */
export const LATEST_MEASURES = [
  "idleHours",
  "fuelUsedL",
  "fuelRemainingPercent",
  "defRemainingPercent",
  "odometerKm",
  "loadFactorPercent",
  "engineRunning",
  "altitudeM",
] as const satisfies readonly MeasureName[];

export type LatestMeasures = Partial<Record<(typeof LATEST_MEASURES)[number], { value: number | boolean; at: string }>>;
