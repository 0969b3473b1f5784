/** Rentals of a simulated week: how long, due when, and back when. */
import type { Dice } from "../random.ts";
import { WARM_UP_DAYS, type WeekMachine, type WeekSite } from "./fleet.ts";
import { weekdayOf } from "./model.ts";
import * as rate from "./rates.ts";

/** Usual lengths of rentals in days. */
export const LENGTHS = [5, 7, 10, 14, 14, 21, 28, 28, 28, 56];
export const DUE_HOUR = 17;
const KEPT_FOR_DAYS = [20, 60] as const;

export type Rental = { site: WeekSite; fromDay: number; dueDay: number; backDay: number; extendedDay: number | null };

/** Rentals are due on working days. */
export const workday = (day: number): number => (weekdayOf(day) % 6 === 0 ? workday(day + 1) : day);

export function rentalOf(site: WeekSite, fromDay: number, length: number, chance: Dice): Rental {
  const dueDay = fromDay + length;
  const late = chance.chance(rate.LATE) ? chance.int(1, 4) : chance.chance(rate.EARLY) ? -chance.int(1, 4) : 0;
  const isExtended = length > 8 && chance.chance(rate.EXTENDED);
  const kept = chance.chance(rate.KEPT) ? chance.int(...KEPT_FOR_DAYS) : 0;
  const backDay = Math.max(fromDay + 1, dueDay + late + kept + (isExtended ? 7 : 0));
  return { site, fromDay, dueDay, backDay, extendedDay: isExtended ? dueDay - 1 : null };
}

/** One of those that are out on a day: of long ones there are more at any time. */
export function rentalInProgress(machine: WeekMachine, chance: Dice): Rental {
  const length = chance.weighted(LENGTHS, (days) => days);
  const rental = rentalOf(chance.pick(machine.jobsites), 0, length, chance);
  const shift = -WARM_UP_DAYS - chance.int(0, rental.backDay - 1);
  const isPast = rental.extendedDay !== null && rental.extendedDay + shift < -WARM_UP_DAYS;
  return {
    site: rental.site,
    fromDay: shift,
    dueDay: workday(rental.dueDay + shift + (isPast ? 7 : 0)),
    backDay: rental.backDay + shift,
    extendedDay: rental.extendedDay === null || isPast ? null : rental.extendedDay + shift,
  };
}
