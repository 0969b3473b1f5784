/**
 * What a machine did, from all that was heard of it: which readings are true, the hours, idle hours, fuel and distance of each
 * local day, where it is and what its meter shows. Reckoned from the whole window each time, so that a reading that comes late or
 * twice changes nothing twice.
 */
import {
  addCounter,
  addHeardHours,
  addMeterHours,
  emptyDay,
  finished,
  type DaySum,
  type DayUsage,
  type TrueMeter,
  type UsageGap,
} from "./count-days.ts";
import { followTrack, type PositionPoint } from "./drift.ts";
import { judgeMeterChain, type MeterOutlier } from "./meter-chain.ts";
import {
  isOwnVoice,
  offsetAt,
  runningLimitMs,
  silenceLimitMs,
  type MeterChange,
  type UsageReading,
} from "./reading.ts";
import { dayAt } from "./spread.ts";

export type Quarantine = MeterOutlier | "position_jump";

export type OperatorDay = {
  day: string;
  operatorUserId: string;
  runtimeH: number;
  idleH: number;
  fuelL: number | null;
};
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

export function deriveUsage(input: DeriveInput): Derived {
  const { readings, cadenceS } = input;
  const quarantine: (Quarantine | null)[] = readings.map(() => null);
  const days = new Map<string, DaySum>();
  const dayOf = (day: string): DaySum => {
    const sum = days.get(day) ?? emptyDay();
    days.set(day, sum);
    return sum;
  };
  const limitMs = silenceLimitMs(cadenceS);

  const meter = trueMeter(input, quarantine);
  const gaps = addMeterHours(meter, limitMs, dayOf);
  addCounter(readings, "idleHours", limitMs, 1, 0.5, (day, gained) => (dayOf(day).idleH += gained));
  addCounter(
    readings,
    "fuelUsedL",
    limitMs,
    250,
    50,
    (day, gained) => (dayOf(day).fuelL = (dayOf(day).fuelL ?? 0) + gained),
  );
  const driven = addCounter(
    readings,
    "odometerKm",
    limitMs,
    120,
    1,
    (day, gained) => (dayOf(day).distanceKm = (dayOf(day).distanceKm ?? 0) + gained),
  );
  if (!meter.some(({ isOwn }) => isOwn)) addHeardHours(readings, runningLimitMs(cadenceS), dayOf);
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

function trueMeter(
  { readings, offsetH, changes, certain }: DeriveInput,
  quarantine: (Quarantine | null)[],
): TrueMeter[] {
  const zoneAt = (atMs: number) =>
    (readings.findLast((reading) => reading.atMs <= atMs) ?? readings[0])?.timeZone ?? "UTC";
  const points: (TrueMeter & { reading: number | null })[] = [
    ...readings.flatMap((reading, at) =>
      reading.hourMeter === null
        ? []
        : [
            {
              atMs: reading.atMs,
              hours: reading.hourMeter + offsetAt(changes, reading, offsetH),
              shown: reading.hourMeter,
              certain: reading.certain === true,
              isOwn: isOwnVoice(reading),
              timeZone: reading.timeZone,
              reading: at,
            },
          ],
    ),
    ...changes.map((change) => ({
      atMs: change.atMs,
      hours: change.meterH + change.offsetH,
      certain: true,
      isOwn: false,
      shown: null,
      timeZone: zoneAt(change.atMs),
      reading: null,
    })),
    ...certain.map(({ atMs, hourMeter }) => ({
      atMs,
      hours: hourMeter + offsetAt(changes, { atMs, source: "" }, offsetH),
      certain: true,
      isOwn: false,
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

/** Distance is the odometer's where there is one, and otherwise that between the places where the machine really was. */
function addTrack(
  input: DeriveInput,
  quarantine: (Quarantine | null)[],
  driven: boolean,
  dayOf: (day: string) => DaySum,
): PositionPoint | null {
  const placed = input.readings.flatMap((reading, at) =>
    reading.lat === null || reading.lon === null
      ? []
      : [{ reading, at, atMs: reading.atMs, lat: reading.lat, lon: reading.lon, accuracyM: reading.accuracyM }],
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
function addDeclared(
  readings: readonly UsageReading[],
  dayOf: (day: string) => DaySum,
  days: ReadonlyMap<string, DaySum>,
): OperatorDay[] {
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
