/**
 * IDLE_RATIO: on several working days in a row the engine ran without work for more than its class is allowed. A day on which the
 * machine hardly ran neither counts nor ends the row. It ends with a day that is clearly better, or when the machine is not used.
 */
import { daysBetween } from "../rentals/zone-time.ts";
import {
  becomes,
  isRecent,
  judgedDays,
  machineName,
  rounded,
  type MachineFacts,
  type MachineRule,
} from "./machine-facts.ts";

/** A free weekend with a holiday does not break the row. */
const MOST_FREE_DAYS = 3;
const OPENS_WITHIN_DAYS = 3;
const FORGOTTEN_AFTER_DAYS = 10;
/** An alert ends when the ratio is below the allowance by this much, so that a machine on the edge does not flicker. */
const HYSTERESIS = 0.05;

const worked = (facts: MachineFacts) =>
  judgedDays(facts).filter(({ ours, runtimeH }) => ours && runtimeH > 0 && runtimeH >= facts.limits.idleMinRuntimeH);

/** The last days that count, as many as the row needs; null where there are too few or they lie too far apart. */
function row(facts: MachineFacts) {
  const days = worked(facts).slice(-facts.limits.idleDays);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || days.length < facts.limits.idleDays) return null;
  return daysBetween(first.day, last.day) < facts.limits.idleDays + MOST_FREE_DAYS ? days : null;
}

function figures(facts: MachineFacts) {
  const days = row(facts) ?? worked(facts).slice(-facts.limits.idleDays);
  const sum = (name: "runtimeH" | "idleH") => rounded(days.reduce((total, day) => total + day[name], 0));
  const [runtimeH, idleH] = [sum("runtimeH"), sum("idleH")];
  return {
    days: days.length,
    runtimeH,
    idleH,
    idleRatio: runtimeH > 0 ? rounded(idleH / runtimeH, 2) : 0,
    limit: facts.limits.idleRatio,
    daysNeeded: facts.limits.idleDays,
    siteName: facts.siteName,
    series: days.map(({ day, runtimeH, idleH }) => ({ day, runtimeH, idleH, ratio: rounded(idleH / runtimeH, 2) })),
  };
}

const is = (facts: MachineFacts): boolean => {
  const days = row(facts);
  return (
    days !== null &&
    isRecent(days.at(-1)!.day, facts.today, OPENS_WITHIN_DAYS) &&
    days.every(({ idleH, runtimeH }) => idleH / runtimeH >= facts.limits.idleRatio)
  );
};

export const idleRatio: MachineRule = {
  kind: "IDLE_RATIO",
  severity: () => "WARNING",
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    const last = worked(facts).at(-1);
    if (!last) return facts.status === "ON_RENT" ? "not_used" : "returned";
    if (last.idleH / last.runtimeH < facts.limits.idleRatio - HYSTERESIS) return "idles_less";
    return isRecent(last.day, facts.today, FORGOTTEN_AFTER_DAYS) ? null : "not_used";
  },
  figures,
  reason: (facts) => {
    const { days, idleRatio: ratio, runtimeH, limit } = figures(facts);
    return `${machineName(facts)} idled ${Math.round(ratio * 100)} % of its ${runtimeH.toFixed(1)} h on ${days} working days in a row; ${Math.round(limit * 100)} % is allowed.`;
  },
};
