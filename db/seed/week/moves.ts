/** What a machine does on a site, and how it gets there and back. */
import type { LatLon } from "../../../server/domain/sites/geofence.ts";
import { SHIFTS } from "../catalogue.ts";
import { placeInside, placeOutside } from "../fences.ts";
import type { Dice } from "../random.ts";
import { DAY_MS, HOUR_MS, type WeekMachine, type WeekSite } from "./fleet.ts";
import { dayMs, type Course } from "./model.ts";
import * as rate from "./rates.ts";
import { DUE_HOUR, LENGTHS, rentalOf, workday, type Rental } from "./rental.ts";

const DONE_WITH_TRANSPORT_MS = 12 * HOUR_MS;
const CALLED_OFF = 0.4;

/** A day's shift, or what of it lies between two moments. */
export function workOn(
  course: Course,
  site: WeekSite,
  fromMs: number,
  toMs: number,
  isBesideFence: boolean,
  chance: Dice,
): void {
  const shift = SHIFTS[site.work === "YARD" ? "URBAN" : site.work];
  const midnight = Math.floor(fromMs / DAY_MS) * DAY_MS;
  if (!chance.chance(shift.week[new Date(midnight).getUTCDay()]!)) return;
  const begins = Math.max(fromMs, midnight + (shift.startMin + chance.int(0, 40)) * 60_000);
  const ends = Math.min(toMs, begins + (site.work === "MINE" ? 13 : 10) * HOUR_MS);
  const hours = (ends - begins) / HOUR_MS;
  if (hours < 1) return;
  const runtimeH = Math.min(hours * 0.97, Math.max(0.8, chance.normal(shift.hours, shift.spread)));
  const work = isBesideFence ? placeOutside(chance, site, chance.between(5, 70)) : placeInside(chance, site);
  course.runs.push({ fromMs: begins, toMs: ends, runtimeH });
  course.stays.push({ fromMs: begins, at: work, roamM: 30 }, { fromMs: ends, at: work, roamM: 0 });
  if (!isBesideFence && hours > 6 && chance.chance(rate.USED_ELSEWHERE / 5)) {
    const away = placeOutside(chance, site, chance.between(300, 4_000));
    const leaves = begins + hours * 0.3 * HOUR_MS;
    course.stays.push(
      { fromMs: leaves, at: away, roamM: 30 },
      { fromMs: leaves + chance.between(1, hours * 0.6) * HOUR_MS, at: work, roamM: 30 },
    );
  }
  if (chance.chance(rate.NIGHT_UNHEARD))
    course.silences.push({ fromMs: ends, toMs: ends + chance.between(11, 16) * HOUR_MS, kept: true });
}

/** On a lorry: the engine is on while it is loaded and unloaded. */
function ride(course: Course, from: LatLon, to: LatLon, leavesMs: number, hours: number): number {
  const arrivesMs = leavesMs + hours * HOUR_MS;
  const halfway = { lat: (from.lat + to.lat) / 2, lon: (from.lon + to.lon) / 2 };
  course.runs.push(
    { fromMs: leavesMs - 0.2 * HOUR_MS, toMs: leavesMs, runtimeH: 0.15 },
    { fromMs: arrivesMs, toMs: arrivesMs + 0.2 * HOUR_MS, runtimeH: 0.15 },
  );
  course.stays.push({ fromMs: leavesMs, at: halfway, roamM: 3_000 }, { fromMs: arrivesMs, at: to, roamM: 0 });
  return arrivesMs;
}

export function comeBack(machine: WeekMachine, course: Course, rental: Rental, day: number, chance: Dice): void {
  const takenMs = dayMs(day, chance.between(9, 17));
  const onRoadH = chance.between(0.5, 1.5);
  const leavesMs = takenMs - (onRoadH + chance.between(0.1, 1.2)) * HOUR_MS;
  const from = course.stays.at(-1)!.at;
  workOn(course, rental.site, dayMs(day), leavesMs - 0.5 * HOUR_MS, false, chance);
  ride(course, from, placeInside(chance, machine.yard), leavesMs, onRoadH);
  if (chance.chance(CALLED_OFF))
    course.entries.push({ atMs: leavesMs - chance.between(1, 20) * HOUR_MS, what: "CALLED_OFF" });
  if (chance.chance(rate.DEALERS_LORRY))
    course.entries.push({ atMs: leavesMs - HOUR_MS, what: "TRANSPORT", toMs: takenMs + DONE_WITH_TRANSPORT_MS });
  course.entries.push(
    { atMs: takenMs, what: "TAKEN_BACK" },
    { atMs: dayMs(day + 1, chance.between(8, 12)), what: "INSPECTED" },
  );
}

export function goOut(machine: WeekMachine, course: Course, day: number, chance: Dice): Rental {
  const site = chance.pick(machine.jobsites);
  const rental = rentalOf(site, day, chance.pick(LENGTHS), chance);
  const dueMs = dayMs(workday(rental.dueDay), DUE_HOUR);
  const leavesMs = dayMs(day, chance.between(7, 13));
  const arrivesMs = ride(
    course,
    course.stays.at(-1)!.at,
    placeInside(chance, site),
    leavesMs,
    chance.between(0.5, 1.5),
  );
  const byDealer = chance.chance(rate.DEALERS_LORRY);
  const inYard = !byDealer || chance.chance(rate.HANDED_OVER_IN_YARD);
  if (byDealer)
    course.entries.push({ atMs: leavesMs - HOUR_MS, what: "TRANSPORT", toMs: arrivesMs + DONE_WITH_TRANSPORT_MS });
  const sentMs = inYard ? leavesMs - chance.between(0.3, 0.8) * HOUR_MS : arrivesMs + 0.3 * HOUR_MS;
  course.entries.push({ atMs: sentMs, what: "SENT_OUT", site, dueMs });
  workOn(course, site, arrivesMs + 0.5 * HOUR_MS, dayMs(day + 1), false, chance);
  return rental;
}
