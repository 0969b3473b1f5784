/** What is known of a machine before its course begins: two months of days, and when its next service is due. */
import type { OpenService, UsedDay } from "../../../server/domain/alerts/machine-facts.ts";
import { SHIFTS } from "../catalogue.ts";
import { dice, type Dice } from "../random.ts";
import { WARM_UP_DAYS, type WeekMachine } from "./fleet.ts";
import { dayMs, type Course } from "./model.ts";
import * as rate from "./rates.ts";
import type { Habit } from "./reports.ts";

const DAYS_BACK = 60;
const INTERVAL_H = 250;

export function historyOf({ name }: WeekMachine, begins: Course["begins"], habit: Habit): UsedDay[] {
  const chance = dice(`history of ${name}`);
  const days: UsedDay[] = [];
  for (let day = -DAYS_BACK; day < -WARM_UP_DAYS; day++) {
    const isOut = begins.status === "ON_RENT" && day >= begins.sinceDay;
    const shift = SHIFTS[begins.site.work === "YARD" ? "URBAN" : begins.site.work];
    const weekday = new Date(dayMs(day)).getUTCDay();
    const works = chance.chance(shift.week[weekday]!) && (isOut || chance.chance(rate.OUT));
    const runtimeH = works ? Math.min(12.6, Math.max(0.8, chance.normal(shift.hours, shift.spread))) : 0;
    const idleH = runtimeH * habit.idleRatioOn(day);
    const iso = new Date(dayMs(day)).toISOString().slice(0, 10);
    days.push({ day: iso, runtimeH, idleH, fuelL: habit.litresOn(day, runtimeH, idleH), ours: isOut });
  }
  return days;
}

export type ServicePlan = {
  /** The meter at the beginning. */
  meterH: number;
  open: (meterH: number) => OpenService[];
  /** Notes a service as done once the meter is where the workshop does it. */
  tend: (meterH: number) => void;
};

/** Anywhere between two services; when the workshop does it, against its due hours, differs from one to the next. */
export function servicePlan({ name }: WeekMachine): ServicePlan {
  const chance = dice(`services of ${name}`);
  const meterH = chance.between(500, 9_000);
  let late = lateH(chance);
  let dueAtHours = meterH + INTERVAL_H - chance.between(0, INTERVAL_H + late);
  return {
    meterH,
    open: () => [{ service: "250 h", state: "OPEN", dueAtHours, dueAt: null, deferredUntil: null }],
    tend: (now) => {
      if (now < dueAtHours + late) return;
      dueAtHours += INTERVAL_H;
      late = lateH(chance);
    },
  };
}

/** Hours on the meter past the due ones at which a service is done; about eight are a day. */
function lateH(chance: Dice): number {
  const when = chance.between(0, 1);
  if (when < rate.SERVED_AHEAD) return chance.between(-25, 0);
  return when < rate.SERVED_AHEAD + rate.SERVED_SOON ? chance.between(0, 24) : chance.between(24, 120);
}
