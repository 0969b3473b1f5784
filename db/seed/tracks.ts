/** Where and when a machine reported over the last weeks, and from that its last position and sign of life. */
import type { Machine, Site } from "./model.ts";
import { spanOn, yardOf } from "./model.ts";
import { anomalyOn, READING_DAYS } from "./anomalies.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { SHIFTS } from "./catalogue.ts";
import { placeAt, placeInside, placeOutside } from "./fences.ts";
import { dice, idSource, type Dice } from "./random.ts";

/** A reading with cumulative counters in hours and litres. */
export type Reading = {
  id: string;
  machine: Machine;
  site: Site;
  customerId: string | null;
  at: Date;
  hourMeter: number;
  idleHours: number;
  fuelUsedL: number;
  fuelPercent: number;
  place: { lat: number; lon: number };
  running: boolean;
  quarantine: string | null;
};

const DAILY_S = 86_400;
const HALF_DAILY_S = 43_200;
/** A feed that reports more often is thinned to these moments of the working day, in parts of the shift. */
const SHIFT_PARTS = [0, 0.35, 0.7, 1];
/** A machine that wanders off in the afternoon was last seen in its place at noon. */
const MIDDAY: [number, number][] = [[720, 0.4]];

/** The machine's readings in order of time; sets its last position, last sign of life and the meter's time. */
export function trackMachine(machine: Machine, calendar: Calendar): Reading[] {
  const chance = dice(`track of ${machine.humanId}`);
  const id = idSource(`track of ${machine.humanId}`);
  const readings: Reading[] = [];
  let idleBefore = 0.3 * machine.startMeter;
  let fuelBefore = machine.startMeter * machine.model.workLph;
  let place = { lat: 0, lon: 0 };
  let placedOn: Site | null = null;
  let last: Reading | undefined;

  const put = (day: number, at: Date, part: number, extra: Partial<Reading> = {}) => {
    const span = spanOn(machine, day);
    const site = span?.site ?? yardOf(machine.dealer);
    const runtime = Math.max(0, machine.runtime[day] ?? 0);
    const worked = Math.floor(runtime * part);
    const reading: Reading = {
      id: id(at),
      machine,
      site,
      customerId: span?.customer.id ?? null,
      at,
      hourMeter: ((machine.meter[day] ?? machine.meter[HISTORY_DAYS - 1]!) - runtime + worked) / 10,
      idleHours: Math.round(idleBefore + Math.max(0, machine.idle[day] ?? 0) * part) / 10,
      fuelUsedL: Math.round(fuelBefore + (machine.fuel[day] ?? 0) * part) / 10,
      fuelPercent: chance.int(18, 96),
      // A standing machine's position still drifts by a few metres.
      place: placeAt(place, chance.between(0, 6.28), chance.between(0, 3)),
      running: part > 0 && part < 1 && runtime > 0,
      quarantine: null,
      ...extra,
    };
    if (!last || reading.at > last.at) {
      readings.push(reading);
      if (!reading.quarantine) last = reading;
    }
  };

  for (let day = 0; day < HISTORY_DAYS; day++) {
    if (day >= HISTORY_DAYS - READING_DAYS && machine.runtime[day]! >= 0) {
      const site = spanOn(machine, day)?.site ?? yardOf(machine.dealer);
      if (site !== placedOn || machine.runtime[day]! > 0) place = placeInside(chance, site);
      placedOn = site;
      const wanders = anomalyOn(machine, "OFF_SITE_MOTION", day) ?? anomalyOn(machine, "UNEXPECTED_MOTION", day);
      for (const [minutes, part] of wanders ? MIDDAY : momentsOf(machine, site, chance))
        put(day, calendar.past(day, minutes, site.timeZone), part);
      plantInReadings(machine, day, site, calendar, chance, put, last);
    }
    idleBefore += Math.max(0, machine.idle[day]!);
    fuelBefore += machine.fuel[day]!;
  }
  if (!machine.anomalies.some((anomaly) => anomaly.kind === "SILENCE")) {
    // The newest report, as old as the feed's cadence allows; a machine that has wandered stays where it went.
    const at = new Date(calendar.now.getTime() - Math.round(machine.feedCadenceS * chance.between(0.05, 0.8)) * 1000);
    const moved = machine.anomalies.some((anomaly) => anomaly.live && anomaly.kind.endsWith("MOTION"));
    const site = spanOn(machine, HISTORY_DAYS)?.site ?? yardOf(machine.dealer);
    if (site !== placedOn) place = placeInside(chance, site);
    put(HISTORY_DAYS, at, 1, moved && last ? { place: last.place } : {});
  }
  if (last) {
    machine.lastPosition = { ...last.place, accuracyM: chance.int(3, 9) };
    machine.lastSeenAt = last.at;
    machine.meterAt = last.at;
  }
  return readings;
}

/** Minutes of the local day at which the machine reports, with the part of the day's work done by then. */
function momentsOf(machine: Machine, site: Site, chance: Dice): [number, number][] {
  const startMin = site.work === "YARD" ? 420 : SHIFTS[site.work].startMin;
  const lengthMin = site.work === "MINE" ? 780 : 600;
  const endOfDay: [number, number] = [startMin + lengthMin + chance.int(5, 40), 1];
  if (machine.feedCadenceS >= DAILY_S) return [endOfDay];
  if (machine.feedCadenceS >= HALF_DAILY_S) return [[startMin - 20, 0], endOfDay];
  return SHIFT_PARTS.map((part): [number, number] => [
    Math.round(startMin + part * lengthMin) + chance.int(0, 14),
    part,
  ]);
}

type Put = (day: number, at: Date, part: number, extra?: Partial<Reading>) => void;

/** Readings that only an anomaly makes: far from the fence, or with a meter that can not be true. */
function plantInReadings(
  machine: Machine,
  day: number,
  site: Site,
  calendar: Calendar,
  chance: Dice,
  put: Put,
  last: Reading | undefined,
): void {
  const motion = anomalyOn(machine, "OFF_SITE_MOTION", day) ?? anomalyOn(machine, "UNEXPECTED_MOTION", day);
  if (motion) {
    const awayM = Number(motion.detail.awayM);
    const from = last?.at.getTime() ?? calendar.past(day, 1080, site.timeZone).getTime();
    const room = calendar.now.getTime() - 60_000 - from;
    [0.6, 0.8, 1].forEach((part, i) => {
      const at = new Date(Math.floor(from + Math.min(40 * 60_000, room / 4) * (i + 1)));
      put(day, at, part, { place: placeOutside(chance, site, awayM * part), running: true });
    });
  }
  const backwards = anomalyOn(machine, "METER_BACKWARDS", day);
  const outlier = anomalyOn(machine, "METER_OUTLIER", day);
  if (!last) return;
  const after = new Date(last.at.getTime() + 5 * 60_000);
  if (backwards && day === backwards.from)
    put(day, after, 1, { hourMeter: last.hourMeter - 312, quarantine: "meter_backwards" });
  if (outlier && day === outlier.from)
    put(day, after, 1, { hourMeter: Number(outlier.detail.hours), quarantine: "outruns_clock" });
}
