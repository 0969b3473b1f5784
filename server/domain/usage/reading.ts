import { isMeasured } from "./schema.ts";

/** A reading as usage is reckoned from it, in our units. Counters are cumulative over the machine's life; null is "not said". */
export type UsageReading = {
  atMs: number;
  source: string;
  hourMeter: number | null;
  idleHours: number | null;
  fuelUsedL: number | null;
  odometerKm: number | null;
  engineRunning: boolean | null;
  lat: number | null;
  lon: number | null;
  accuracyM: number | null;
  operatorUserId: string | null;
  /** The zone of the site where it stood; days are that site's. */
  timeZone: string;
  /** Found true before the window: what follows is held against it. */
  certain?: boolean;
  /** What a person wrote down for a whole local day, instead of a counter. */
  declared: { day: string; runtimeH: number; idleH: number; fuelL: number | null } | null;
};

/** Whether the machine itself says it, and not a person who wrote it down. */
export const isOwnVoice = ({ declared, source }: Pick<UsageReading, "declared" | "source">): boolean =>
  declared === null || isMeasured(source);

/** From `atMs` on the meter of that source (all, where it is null) shows `offsetH` less than the machine's life. */
export type MeterChange = { atMs: number; source: string | null; meterH: number; offsetH: number };

/** Silence between two readings beyond which nobody knows when hours were run: a day and a bit, or what the feed's cadence makes usual. */
export function silenceLimitMs(cadenceS: number | null): number {
  return Math.max(26 * 3_600_000, 1.5 * (cadenceS ?? 0) * 1000);
}

/** How long an engine that was heard running is taken to run on without another word. */
export function runningLimitMs(cadenceS: number | null): number {
  return Math.min(2 * 3_600_000, Math.max(30 * 60_000, 1.5 * (cadenceS ?? 0) * 1000));
}

/** The offset of the meter that showed a reading. */
export function offsetAt(
  changes: readonly MeterChange[],
  reading: Pick<UsageReading, "atMs" | "source">,
  usual: number,
): number {
  const change = changes.findLast(
    (change) => change.atMs <= reading.atMs && (change.source === null || change.source === reading.source),
  );
  return change?.offsetH ?? usual;
}
