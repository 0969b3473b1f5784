/** A year of a machine's days: hours, idling and fuel by type, site, season, weekday and weather. */
import type { Machine, Site } from "./model.ts";
import { spanOn } from "./model.ts";
import { anomalyOn } from "./anomalies.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { CATALOGUE, SHIFTS, seasonOf } from "./catalogue.ts";
import { dice, type Dice } from "./random.ts";

/** On a day without a planted anomaly a machine never idles more than this part of its time. */
const MOST_ORDINARY_IDLE = 0.47;
/** Tenths of an hour between services. */
export const SERVICE_INTERVAL = 2500;
const LITRES_TO_DECI = 10;

/** Fills the day arrays and the meter, whose end lies where the machine's state of service wants it. Needs spans and anomalies. */
export function simulateUsage(machine: Machine, calendar: Calendar): void {
  const chance = dice(`usage of ${machine.humanId}`);
  const profile = CATALOGUE[machine.type];
  const usualIdle = profile.idle * chance.between(0.88, 1.12);
  let total = 0;
  for (let day = 0; day < HISTORY_DAYS; day++) {
    const span = spanOn(machine, day);
    const silent = anomalyOn(machine, "SILENCE", day) !== undefined;
    const calledOff = span !== null && day > span.to - span.calledOffDays - 1 && span.calledOffDays > 0;
    const edge = span !== null && (day === span.from || day === span.to);
    const usual = silent
      ? 0
      : span && !calledOff
        ? hoursOnSite(machine, span.site, day, calendar, chance) * (edge ? 0.5 : 1)
        : hoursInYard(chance);
    const forced = ["IDLE_RATIO", "OFF_SITE_MOTION", "FUEL_OUTLIER"].some((kind) =>
      anomalyOn(machine, kind as "IDLE_RATIO", day),
    );
    const moved = anomalyOn(machine, "UNEXPECTED_MOTION", day) ? 0.6 : 0;
    const runtime = Math.round((forced ? Math.max(usual, chance.between(6, 8.5)) : Math.max(usual, moved)) * 10);
    const planted = anomalyOn(machine, "IDLE_RATIO", day)?.detail.idleRatio as number | undefined;
    const ratio = Math.min(MOST_ORDINARY_IDLE, Math.max(0.05, chance.normal(usualIdle, 0.05)));
    const idle = planted === undefined ? Math.floor(runtime * ratio) : Math.ceil(runtime * planted);
    const outlier = (anomalyOn(machine, "FUEL_OUTLIER", day)?.detail.factor as number | undefined) ?? 1;
    const litres =
      (((runtime - idle) * machine.model.workLph + idle * machine.model.idleLph) / 10) *
      chance.normal(1, 0.04) *
      outlier;
    machine.runtime[day] = silent ? -1 : runtime;
    machine.idle[day] = silent ? -1 : idle;
    machine.fuel[day] = silent ? 0 : Math.round(litres * LITRES_TO_DECI);
    total += silent ? 0 : runtime;
    machine.meter[day] = total;
  }
  machine.startMeter = startFor(machine, total, calendar, chance);
  for (let day = 0; day < HISTORY_DAYS; day++) machine.meter[day]! += machine.startMeter;
}

function hoursOnSite(machine: Machine, site: Site, day: number, calendar: Calendar, chance: Dice): number {
  const shift = SHIFTS[site.work === "YARD" ? "URBAN" : site.work];
  const season = seasonOf(site.climate, calendar.yearPart(day)) ** CATALOGUE[machine.type].seasonality;
  const works = chance.chance(shift.week[calendar.weekday(day)]! * (site.rain[day] ? 0.45 : 1));
  const hours = chance.normal(shift.hours, shift.spread) * (0.55 + 0.45 * season) * (site.rain[day] ? 0.6 : 1);
  return works ? Math.min(20, Math.max(0.8, hours)) : 0;
}

/** Washing, loading and tests: minutes, and not every day. */
function hoursInYard(chance: Dice): number {
  return chance.chance(0.06) ? chance.between(0.2, 0.6) : 0;
}

/**
 * Where the meter stood before the first day: the machine's age at about 900 hours a year, moved so that it ends a given way
 * past its last 250 hours: just past where a service is due, freshly serviced in the yard, anywhere on a site.
 */
function startFor(machine: Machine, total: number, calendar: Calendar, chance: Dice): number {
  const years = Math.max(1, Number(calendar.today.slice(0, 4)) - machine.modelYear);
  const wanted = serviceIsDue(machine)
    ? chance.int(15, 180)
    : machine.fate === "FREE"
      ? chance.int(60, 500)
      : chance.int(150, 1900);
  const end = Math.max(total, years * 9000 + chance.int(-2000, 2000)) + SERVICE_INTERVAL;
  return end - (end % SERVICE_INTERVAL) + wanted - total;
}

/** Whether the last 250 hours are up and the service has not been done. */
export function serviceIsDue(machine: Machine): boolean {
  return machine.story === "MAINTENANCE_DUE" || machine.fate === "WORKSHOP";
}
