/**
 * What a machine did, from all that was heard of it: which readings are true, the hours, idle hours, fuel and distance of each
 * local day, where it is and what its meter shows. Reckoned from the whole window each time, so that a reading that comes late or
 * twice changes nothing twice.
 */
import { followTrack, type PositionPoint } from "./drift.ts";
import { judgeMeterChain, type MeterOutlier, type MeterPoint } from "./meter-chain.ts";
import { offsetAt, runningLimitMs, silenceLimitMs, type MeterChange, type UsageReading } from "./reading.ts";
import { dayAt, sharesByDay } from "./spread.ts";

export type Quarantine = MeterOutlier | "position_jump";

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
export type OperatorDay = { day: string; operatorUserId: string; runtimeH: number; idleH: number; fuelL: number | null };
/** Hours that the meter gained while nothing was heard: no day is known for them. */
export type UsageGap = { fromMs: number; toMs: number; hours: number };

export type Derived = {
  /** In the order of the readings; null for what is true. */
  quarantine: (Quarantine | null)[];
  days: DayUsage[];
  operators: OperatorDay[];
  gaps: UsageGap[];
  meter: { atMs: number; hours: number } | null;
  position: PositionPoint | null;
};

export type DeriveInput = {
  /** Sorted by time. */
  readings: readonly UsageReading[];
  /** The offset that holds where no change says otherwise. */
  offsetH: number;
  changes: readonly MeterChange[];
  /** Meter readings by people (hand-overs), as the meter showed them. */
  certain: readonly { atMs: number; hourMeter: number }[];
  /** Where it stood before the window. */
  position: PositionPoint | null;
  cadenceS: number | null;
};

type Sum = { runtimeH: number; idleH: number; fuelL: number | null; distanceKm: number | null; meterEnd: number | null; covered: boolean; heard: boolean; declared: boolean; coveredH: number };

export function deriveUsage(input: DeriveInput): Derived {
  const { readings, cadenceS } = input;
  const quarantine: (Quarantine | null)[] = readings.map(() => null);
  const days = new Map<string, Sum>();
  const dayOf = (day: string): Sum => {
    const sum = days.get(day) ?? { runtimeH: 0, idleH: 0, fuelL: null, distanceKm: null, meterEnd: null, covered: false, heard: false, declared: false, coveredH: 0 };
    days.set(day, sum);
    return sum;
  };
  const limitMs = silenceLimitMs(cadenceS);

  const meter = trueMeter(input, quarantine);
  const gaps = addMeterHours(meter, limitMs, dayOf);
  addCounter(readings, "idleHours", limitMs, 1, 0.5, (day, gained) => (dayOf(day).idleH += gained));
  addCounter(readings, "fuelUsedL", limitMs, 250, 50, (day, gained) => (dayOf(day).fuelL = (dayOf(day).fuelL ?? 0) + gained));
  const driven = addCounter(readings, "odometerKm", limitMs, 120, 1, (day, gained) => (dayOf(day).distanceKm = (dayOf(day).distanceKm ?? 0) + gained));
  if (meter.length === 0) addHeardHours(readings, runningLimitMs(cadenceS), dayOf);
  const position = addTrack(input, quarantine, driven, dayOf);
  const operators = addDeclared(readings, dayOf, days);

  const last = meter.findLast((point) => point.shown !== null);
  return {
    quarantine,
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([day, sum]) => finished(day, sum)),
    operators,
    gaps,
    meter: last ? { atMs: last.atMs, hours: last.shown! } : null,
    position,
  };
}

type TrueMeter = MeterPoint & { shown: number | null; timeZone: string };

function trueMeter({ readings, offsetH, changes, certain }: DeriveInput, quarantine: (Quarantine | null)[]): TrueMeter[] {
  const zoneAt = (atMs: number) => (readings.findLast((reading) => reading.atMs <= atMs) ?? readings[0])?.timeZone ?? "UTC";
  const points: (TrueMeter & { reading: number | null })[] = [
    ...readings.flatMap((reading, at) =>
      reading.hourMeter === null
        ? []
        : [{ atMs: reading.atMs, hours: reading.hourMeter + offsetAt(changes, reading, offsetH), shown: reading.hourMeter, certain: reading.certain === true, timeZone: reading.timeZone, reading: at }],
    ),
    ...changes.map((change) => ({ atMs: change.atMs, hours: change.meterH + change.offsetH, certain: true, shown: null, timeZone: zoneAt(change.atMs), reading: null })),
    ...certain.map(({ atMs, hourMeter }) => ({
      atMs,
      hours: hourMeter + offsetAt(changes, { atMs, source: "" }, offsetH),
      certain: true,
      shown: hourMeter,
      timeZone: zoneAt(atMs),
      reading: null,
    })),
  ].sort((a, b) => a.atMs - b.atMs || a.hours - b.hours);
  const verdicts = judgeMeterChain(points);
  points.forEach((point, at) => {
    if (point.reading !== null && verdicts[at]) quarantine[point.reading] = verdicts[at];
  });
  return points.filter((_, at) => verdicts[at] === null);
}

function addMeterHours(points: readonly TrueMeter[], limitMs: number, dayOf: (day: string) => Sum): UsageGap[] {
  const gaps: UsageGap[] = [];
  let before: TrueMeter | null = null;
  for (const point of points) {
    const gained = before ? Math.max(0, point.hours - before.hours) : 0;
    if (before && point.atMs - before.atMs > limitMs) {
      if (gained > 0) gaps.push({ fromMs: before.atMs, toMs: point.atMs, hours: toThousandth(gained) });
    } else if (before)
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
function addCounter(
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
function addHeardHours(readings: readonly UsageReading[], limitMs: number, dayOf: (day: string) => Sum): void {
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

/** Distance is the odometer's where there is one, and otherwise that between the places where the machine really was. */
function addTrack(input: DeriveInput, quarantine: (Quarantine | null)[], driven: boolean, dayOf: (day: string) => Sum): PositionPoint | null {
  const placed = input.readings.flatMap((reading, at) =>
    reading.lat === null || reading.lon === null ? [] : [{ reading, at, atMs: reading.atMs, lat: reading.lat, lon: reading.lon, accuracyM: reading.accuracyM }],
  );
  const track = followTrack(input.position, placed);
  placed.forEach(({ reading, at }, index) => {
    if (track.verdicts[index] === "position_jump") quarantine[at] ??= "position_jump";
    const movedM = track.movedM[index]!;
    if (driven || movedM === 0) return;
    const day = dayAt(reading.atMs, reading.timeZone);
    dayOf(day).distanceKm = (dayOf(day).distanceKm ?? 0) + movedM / 1000;
  });
  if (!track.last) return null;
  const { atMs, lat, lon, accuracyM } = track.last;
  return { atMs, lat, lon, accuracyM };
}

/** Of what one person wrote for a day the last counts; several people's add up. Counters know better than either. */
function addDeclared(readings: readonly UsageReading[], dayOf: (day: string) => Sum, days: ReadonlyMap<string, Sum>): OperatorDay[] {
  const latest = new Map<string, UsageReading & { declared: NonNullable<UsageReading["declared"]> }>();
  for (const reading of readings) {
    const { declared } = reading;
    if (declared) latest.set(`${declared.day}\n${reading.operatorUserId ?? reading.source}`, { ...reading, declared });
  }
  const operators = new Map<string, OperatorDay>();
  const counted = new Set([...days].filter(([, sum]) => sum.covered || sum.heard).map(([day]) => day));
  for (const { declared, operatorUserId } of latest.values()) {
    const { day, runtimeH, idleH, fuelL } = declared;
    const sum = dayOf(day);
    if (!counted.has(day)) {
      sum.declared = true;
      sum.runtimeH += runtimeH;
      sum.idleH += idleH;
      if (fuelL !== null) sum.fuelL = (sum.fuelL ?? 0) + fuelL;
    }
    if (operatorUserId) operators.set(`${day}\n${operatorUserId}`, { day, operatorUserId, runtimeH, idleH, fuelL });
  }
  return [...operators.values()];
}

/** A day on which nothing but a position or a counter's first word was heard has no hours to tell of. */
function finished(day: string, sum: Sum): DayUsage[] {
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
