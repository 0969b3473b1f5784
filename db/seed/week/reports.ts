/** What a machine's feed says of its course: when, and when it is known. */
import { CATALOGUE } from "../catalogue.ts";
import { placeAt } from "../fences.ts";
import { dice, type Dice } from "../random.ts";
import { DAY_MS, HOUR_MS, WARM_UP_DAYS, WEEK_ENDS_MS, type WeekMachine } from "./fleet.ts";
import { dayMs, type Course, type Run } from "./model.ts";
import * as rate from "./rates.ts";

/** The use of a day until a moment of it. */
export type DayPart = { day: number; runtimeH: number; idleH: number; fuelL: number };
export type Report = {
  atMs: number;
  /** When the server has it. */
  knownMs: number;
  lat: number;
  lon: number;
  accuracyM: number;
  running: boolean;
  /** Hours since the first day before the week. */
  ranH: number;
  today: DayPart;
};

/** Of the catalogue's types, weighted by their share: what a type idles more or less than the others. */
const CATALOGUES_IDLE = 0.29;
const SLEEPS_FOR_MS = DAY_MS;
const SLOW_MS = 12 * HOUR_MS;

/** Days of use, those before the first day too; a day's idling and consumption hold throughout it. */
export type Habit = {
  idleRatioOn: (day: number) => number;
  litresOn: (day: number, runtimeH: number, idleH: number) => number;
};

export function habitOf(machine: WeekMachine): Habit {
  const own = dice(`habit of ${machine.name}`);
  const { idle } = CATALOGUE[machine.type];
  const mean = own.normal((rate.IDLE_MEAN * idle) / CATALOGUES_IDLE, rate.IDLE_BETWEEN_MACHINES);
  const days = new Map<number, { idle: number; litres: number }>();
  const on = (day: number) => {
    let habit = days.get(day);
    if (!habit) {
      const chance = dice(`${machine.name} on day ${day}`);
      const loss = chance.chance(rate.FUEL_LOSS / 5) ? chance.between(1.7, 2.9) : 1;
      habit = {
        idle: Math.min(0.95, Math.max(0.03, chance.normal(mean, rate.IDLE_BETWEEN_DAYS))),
        litres: chance.normal(1, rate.FUEL_SPREAD) * loss,
      };
      days.set(day, habit);
    }
    return habit;
  };
  const { workLph, idleLph } = machine.model;
  return {
    idleRatioOn: (day) => on(day).idle,
    litresOn: (day, runtimeH, idleH) => ((runtimeH - idleH) * workLph + idleH * idleLph) * on(day).litres,
  };
}

/** In the order in which they are known. */
export function reportsOf(machine: WeekMachine, course: Course, habit: Habit): Report[] {
  const chance = dice(`reports of ${machine.name}`);
  const cadenceMs = machine.cadenceS * 1000;
  const reports: Report[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  let wild = 0;
  for (let atMs = dayMs(-WARM_UP_DAYS) + chance.between(0, cadenceMs); atMs < WEEK_ENDS_MS; atMs += cadenceMs) {
    const run = course.runs.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    if (machine.sleeps && !run && atMs - lastMs < SLEEPS_FOR_MS) continue;
    const knownMs = knownAt(machine, course, atMs, chance);
    if (knownMs === null) continue;
    lastMs = atMs;
    const stay = course.stays.findLast(({ fromMs }) => fromMs <= atMs) ?? course.stays[0]!;
    // Some positions in a row are reflected by walls.
    if (wild === 0 && chance.chance((rate.MULTIPATH * cadenceMs) / DAY_MS)) wild = chance.int(1, 3);
    const isWild = wild > 0 && wild-- > 0;
    const offM = isWild
      ? -rate.MULTIPATH_M * Math.log(1 - chance.between(0, 1))
      : chance.between(0, run ? stay.roamM + rate.DRIFT_M : rate.DRIFT_M);
    const day = Math.floor((atMs - dayMs(0)) / DAY_MS);
    const runtimeH = ranBetween(course.runs, dayMs(day), atMs);
    const idleH = runtimeH * habit.idleRatioOn(day);
    reports.push({
      atMs,
      knownMs,
      ...placeAt(stay.at, chance.between(0, 6.28), offM),
      accuracyM: isWild && chance.chance(0.7) ? Math.max(5, offM * chance.between(0.4, 1.2)) : chance.int(3, 9),
      running: run !== undefined && chance.chance(run.runtimeH / ((run.toMs - run.fromMs) / HOUR_MS)),
      ranH: ranBetween(course.runs, Number.NEGATIVE_INFINITY, atMs),
      today: { day, runtimeH, idleH, fuelL: habit.litresOn(day, runtimeH, idleH) },
    });
  }
  return reports
    .filter(({ knownMs }) => knownMs < WEEK_ENDS_MS)
    .sort((a, b) => a.knownMs - b.knownMs || a.atMs - b.atMs);
}

/** Hours that the engine ran between two moments. */
export const ranBetween = (runs: readonly Run[], fromMs: number, toMs: number): number =>
  runs.reduce((sum, run) => {
    const overlap = Math.min(run.toMs, toMs) - Math.max(run.fromMs, fromMs);
    return overlap > 0 ? sum + (run.runtimeH * overlap) / (run.toMs - run.fromMs) : sum;
  }, 0);

/** Null for what nobody ever hears. What was kept comes when the network, or the feed, is back. */
function knownAt(machine: WeekMachine, { silences }: Course, atMs: number, chance: Dice): number | null {
  let knownMs =
    atMs + (machine.cadenceS * 1000 >= SLOW_MS ? chance.between(0.2, 4) * HOUR_MS : chance.between(5, 120) * 1000);
  for (const { fromMs, toMs, kept } of silences) {
    if (atMs < fromMs || atMs >= toMs) continue;
    if (!kept) return null;
    knownMs = Math.max(knownMs, toMs + chance.between(0, 120) * 1000);
  }
  for (const { fromMs, toMs } of machine.feed.outages)
    if (knownMs >= fromMs && knownMs < toMs) knownMs = toMs + chance.between(0, 600) * 1000;
  return knownMs;
}
