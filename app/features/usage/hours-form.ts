/** What a person enters about a machine's day, and what of it can not be. Pure: "today" is an argument. */
import { hoursOf, litresOf } from "../tasks/fuel-unit.ts";

export type HoursForm = { date: string; ran: string; idle: string; fuel: string; meter: string; notes: string };
export type HoursProblem = "date" | "ran" | "idle" | "idleMore" | "fuel" | "meter" | "meterLow";

type Known = {
  /** The day at the machine's site, `YYYY-MM-DD`. */
  today: string;
  units: "METRIC" | "IMPERIAL";
  /** What the meter last showed, where that is known. */
  hourMeter: number | null;
};

export function problemsOf(form: HoursForm, { today, units, hourMeter }: Known): HoursProblem[] {
  const [ran, idle, meter] = [hoursOf(form.ran), hoursOf(form.idle), hoursOf(form.meter)];
  const problems: (HoursProblem | false)[] = [
    (!/^\d{4}-\d{2}-\d{2}$/.test(form.date) || form.date > today) && "date",
    (ran === null || ran === undefined || ran > 24) && "ran",
    idle === undefined ? "idle" : (idle ?? 0) > (ran ?? 0) && "idleMore",
    litresOf(form.fuel, units) === undefined && "fuel",
    meter === undefined
      ? "meter"
      : // A day that is entered late may have ended with less than the meter shows now.
        meter !== null && hourMeter !== null && form.date === today && meter < hourMeter && "meterLow",
  ];
  return problems.filter((problem) => problem !== false);
}

/** What `usage.log` takes. Call it only when there are no problems. */
export function inputOf(form: HoursForm, units: Known["units"]) {
  const [fuelL, hourMeter] = [litresOf(form.fuel, units), hoursOf(form.meter)];
  return {
    date: form.date,
    runtimeH: hoursOf(form.ran) ?? 0,
    idleH: hoursOf(form.idle) ?? 0,
    fuelL: fuelL ?? null,
    hourMeter: hourMeter ?? null,
    notes: form.notes.trim() || null,
  };
}
