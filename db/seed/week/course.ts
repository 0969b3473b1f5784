/** What becomes of one machine in the days before the week and in it: where it is, when it runs, with whom, and when nobody hears of it. */
import { placeInside, placeOutside } from "../fences.ts";
import { dice, type Dice } from "../random.ts";
import { DAY_MS, HOUR_MS, WARM_UP_DAYS, type WeekMachine } from "./fleet.ts";
import { dayMs, weekdayOf, type Course } from "./model.ts";
import { comeBack, goOut, workOn } from "./moves.ts";
import * as rate from "./rates.ts";
import { DUE_HOUR, rentalInProgress, workday } from "./rental.ts";

export function courseOf(machine: WeekMachine): Course {
  const chance = dice(`course of ${machine.name}`);
  const { yard } = machine;
  const state = chance.chance(rate.OUT) ? "OUT" : chance.chance(rate.IN_WORKSHOP / (1 - rate.OUT)) ? "WORKSHOP" : "IN";
  let rental = state === "OUT" ? rentalInProgress(machine, chance) : null;
  let site = rental?.site ?? yard;
  let isBesideFence = chance.chance(rate.BESIDE_FENCE);
  const course: Course = {
    begins: {
      status: rental ? "ON_RENT" : state === "WORKSHOP" ? "MAINTENANCE" : "AVAILABLE",
      site,
      dueMs: rental && dayMs(rental.dueDay, DUE_HOUR),
      sinceDay: rental?.fromDay ?? -60,
    },
    runs: [],
    stays: [{ fromMs: dayMs(-WARM_UP_DAYS), at: placeInside(chance, site), roamM: 0 }],
    silences: chance.chance(rate.SILENT_ALREADY)
      ? [{ fromMs: dayMs(-chance.int(10, 20)), toMs: dayMs(chance.int(0, 20)), kept: false }]
      : [],
    entries: [],
  };
  for (let day = -WARM_UP_DAYS; day < 7; day++) {
    const isWorkday = weekdayOf(day) % 6 !== 0;
    if (rental && day >= rental.backDay && isWorkday) {
      comeBack(machine, course, rental, day, chance);
      [rental, site] = [null, yard];
    } else if (rental) {
      if (rental.extendedDay === day) {
        rental = { ...rental, dueDay: workday(rental.dueDay + 7) };
        const dueMs = dayMs(rental.dueDay, DUE_HOUR);
        course.entries.push({ atMs: dayMs(day, chance.between(9, 16)), what: "EXTENDED", dueMs });
      }
      if (!isBesideFence && chance.chance(rate.MOVED_UNSAID / 5)) {
        site = chance.pick(machine.jobsites);
        course.stays.push({ fromMs: dayMs(day, 7), at: placeInside(chance, site), roamM: 0 });
      }
      workOn(course, site, dayMs(day), dayMs(day + 1), isBesideFence, chance);
      goUnheard(course, day, rate.DEAD_ON_SITE, chance);
    } else if (state !== "WORKSHOP" && isWorkday && chance.chance(rate.GOES_OUT)) {
      rental = goOut(machine, course, day, chance);
      site = rental.site;
      isBesideFence = chance.chance(rate.BESIDE_FENCE);
    } else {
      standInYard(machine, course, day, chance);
      goUnheard(course, day, rate.DEAD_IN_YARD, chance);
    }
  }
  course.stays.sort((a, b) => a.fromMs - b.fromMs);
  course.entries.sort((a, b) => a.atMs - b.atMs);
  return course;
}

function standInYard({ yard }: WeekMachine, course: Course, day: number, chance: Dice): void {
  const morning = dayMs(day, chance.between(8, 15));
  if (chance.chance(0.06))
    course.runs.push({ fromMs: morning, toMs: morning + HOUR_MS, runtimeH: chance.between(0.2, 0.6) });
  if (!chance.chance(rate.OUTSIDE_LOT)) return;
  course.stays.push(
    { fromMs: morning, at: placeOutside(chance, yard, chance.between(20, 250)), roamM: 0 },
    { fromMs: morning + chance.between(1, 8) * HOUR_MS, at: placeInside(chance, yard), roamM: 0 },
  );
}

function goUnheard(course: Course, day: number, dead: number, chance: Dice): void {
  const fromMs = dayMs(day, chance.between(0, 24));
  if (chance.chance(rate.DAYS_UNHEARD))
    course.silences.push({ fromMs, toMs: fromMs + chance.between(1, 4) * DAY_MS, kept: true });
  if (chance.chance(dead)) course.silences.push({ fromMs, toMs: fromMs + chance.between(3, 20) * DAY_MS, kept: false });
}
