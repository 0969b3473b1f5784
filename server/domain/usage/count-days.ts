/** What counters and times say of each local day, summed up. */
import type { MeterPoint } from "./meter-chain.ts";
import type { UsageReading } from "./reading.ts";
import { dayAt, sharesByDay } from "./spread.ts";

export type DayUsage = {
  day: string;
  runtimeH: number;
  idleH: number;
  fuelL: number | null;
  distanceKm: number | null;
  /** What the meter showed at the end of the day; null where it was not read. */
  hourMeterEnd: number | null;
  /** METER: by counters. ENGINE: by times heard running. DECLARED: as people wrote it down. */
  source: "METER" | "ENGINE" | "DECLARED";
  /** How much of the day the counters or the engine's times speak for. */
  coveredH: number;
};
/** Hours that the meter gained while nothing was heard: no day is known for them. */
export type UsageGap = { fromMs: number; toMs: number; hours: number };

/** A day while it is added up. */
export type DaySum = {
  runtimeH: number;
  idleH: number;
  fuelL: number | null;
  distanceKm: number | null;
  meterEnd: number | null;
  /** By the machine's own meter, by times heard running, by people. */
  covered: boolean;
  heard: boolean;
  declared: boolean;
  coveredH: number;
};
export const emptyDay = (): DaySum => ({
  runtimeH: 0,
  idleH: 0,
  fuelL: null,
  distanceKm: null,
  meterEnd: null,
  covered: false,
  heard: false,
  declared: false,
  coveredH: 0,
});

/** A meter reading that was found true; `shown` is what the meter itself showed, null for what a person set. */
export type TrueMeter = MeterPoint & { shown: number | null; timeZone: string; isOwn: boolean };

/**
 * The meter's hours go to the days by time; what was gained over a silence is a gap and no day's. Between two readings that people took,
 * the machine has said nothing: their days are what people wrote down for them, and a night does not get a share.
 */
export function addMeterHours(
  points: readonly TrueMeter[],
  limitMs: number,
  dayOf: (day: string) => DaySum,
): UsageGap[] {
  const gaps: UsageGap[] = [];
  let before: TrueMeter | null = null;
  for (const point of points) {
    const gained = before ? Math.max(0, point.hours - before.hours) : 0;
    const isHeard = before !== null && (before.isOwn || point.isOwn);
    if (before && isHeard && point.atMs - before.atMs > limitMs) {
      if (gained > 0) gaps.push({ fromMs: before.atMs, toMs: point.atMs, hours: toThousandth(gained) });
    } else if (before && isHeard)
      for (const { day, share } of sharesByDay(before.atMs, point.atMs, point.timeZone)) {
        const sum = dayOf(day);
        sum.runtimeH += gained * share;
        sum.coveredH += ((point.atMs - before.atMs) / 3_600_000) * share;
        sum.covered = true;
      }
    const day = dayAt(point.atMs, point.timeZone);
    if (point.shown !== null) dayOf(day).meterEnd = point.shown;
    before = point;
  }
  return gaps;
}

/** A cumulative counter; one that was set back begins anew, and a gain that no machine makes is passed over. True when it was ever said. */
export function addCounter(
  readings: readonly UsageReading[],
  name: "idleHours" | "fuelUsedL" | "odometerKm",
  limitMs: number,
  mostPerHour: number,
  slack: number,
  add: (day: string, gained: number) => void,
): boolean {
  let before: { atMs: number; value: number } | null = null;
  for (const reading of readings) {
    const value = reading[name];
    if (value === null) continue;
    const elapsedMs: number = before ? reading.atMs - before.atMs : 0;
    const gained: number = before ? value - before.value : 0;
    if (before && gained > (elapsedMs / 3_600_000) * mostPerHour + slack) continue;
    if (before && gained >= 0 && elapsedMs <= limitMs)
      for (const { day, share } of sharesByDay(before.atMs, reading.atMs, reading.timeZone)) add(day, gained * share);
    before = { atMs: reading.atMs, value };
  }
  return before !== null;
}

/** Without a meter: the time between being heard running and the next word, where that comes soon. */
export function addHeardHours(
  readings: readonly UsageReading[],
  limitMs: number,
  dayOf: (day: string) => DaySum,
): void {
  const heard = readings.filter((reading) => reading.engineRunning !== null);
  heard.forEach((reading, at) => {
    const today = dayAt(reading.atMs, reading.timeZone);
    dayOf(today).heard = true;
    const next = heard[at + 1];
    if (!reading.engineRunning || !next || next.atMs - reading.atMs > limitMs) return;
    const hours = (next.atMs - reading.atMs) / 3_600_000;
    for (const { day, share } of sharesByDay(reading.atMs, next.atMs, next.timeZone)) {
      const sum = dayOf(day);
      sum.runtimeH += hours * share;
      sum.coveredH += hours * share;
      sum.heard = true;
    }
  });
}

/** A day on which nothing but a position or a counter's first word was heard has no hours to tell of. */
export function finished(day: string, sum: DaySum): DayUsage[] {
  const source = sum.covered ? "METER" : sum.heard ? "ENGINE" : "DECLARED";
  if (source === "DECLARED" && !sum.declared && sum.fuelL === null && sum.distanceKm === null) return [];
  const runtimeH = Math.min(24, toThousandth(sum.runtimeH));
  return [
    {
      day,
      runtimeH,
      idleH: Math.min(runtimeH, toThousandth(sum.idleH)),
      fuelL: sum.fuelL === null ? null : toThousandth(sum.fuelL),
      distanceKm: sum.distanceKm === null ? null : toThousandth(sum.distanceKm),
      hourMeterEnd: sum.meterEnd,
      source,
      coveredH: toThousandth(sum.coveredH),
    },
  ];
}

const toThousandth = (value: number) => Math.round(value * 1000) / 1000;
