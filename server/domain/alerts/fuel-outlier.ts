/**
 * FUEL_OUTLIER: on its last measured day the machine burned far more an hour than it usually does. Usual is the median of its last
 * measured days, and an outlier also stands out of their scatter. It ends with an ordinary day.
 */
import {
  becomes,
  isRecent,
  judgedDays,
  machineName,
  rounded,
  type MachineFacts,
  type MachineRule,
} from "./machine-facts.ts";

/** Shorter running makes no rate: a tank gauge errs by litres. */
const MIN_RUNTIME_H = 2;
const USUAL_DAYS = 28;
const LEAST_USUAL_DAYS = 3;
/** A few days know little of what is usual: they are believed only where the factor is larger by this. */
const FEW_DAYS = 7;
const FEW_DAYS_FACTOR = 1.25;
const OPENS_WITHIN_DAYS = 3;
const FORGOTTEN_AFTER_DAYS = 14;
const SCATTERS = 4;
/** Median deviation to standard deviation, for a normal distribution; and the least scatter that is believed. */
const MAD_TO_SIGMA = 1.4826;
const LEAST_SCATTER = 0.05;
const HYSTERESIS = 0.85;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** The last measured day held against those before it; null where there are too few. */
function measured(facts: MachineFacts) {
  const days = judgedDays(facts).flatMap(({ day, runtimeH, fuelL }) =>
    fuelL !== null && fuelL > 0 && runtimeH >= MIN_RUNTIME_H ? [{ day, runtimeH, fuelL, rate: fuelL / runtimeH }] : [],
  );
  const last = days.at(-1);
  const before = days.slice(-USUAL_DAYS - 1, -1).map(({ rate }) => rate);
  if (!last || before.length < LEAST_USUAL_DAYS) return null;
  const usual = median(before);
  const scatter = Math.max(LEAST_SCATTER * usual, MAD_TO_SIGMA * median(before.map((rate) => Math.abs(rate - usual))));
  const limit = facts.limits.fuelFactor * (before.length < FEW_DAYS ? FEW_DAYS_FACTOR : 1);
  return { last, usual, limit, factor: last.rate / usual, sigmas: (last.rate - usual) / scatter, days: before.length };
}

const is = (facts: MachineFacts): boolean => {
  const found = measured(facts);
  return (
    found !== null &&
    found.factor >= found.limit &&
    found.sigmas >= SCATTERS &&
    isRecent(found.last.day, facts.today, OPENS_WITHIN_DAYS)
  );
};

export const fuelOutlier: MachineRule = {
  kind: "FUEL_OUTLIER",
  severity: () => "WARNING",
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    const found = measured(facts);
    if (!found) return "not_used";
    if (found.factor < found.limit * HYSTERESIS) return "normal_again";
    return isRecent(found.last.day, facts.today, FORGOTTEN_AFTER_DAYS) ? null : "not_used";
  },
  figures: (facts) => {
    const found = measured(facts);
    return {
      litres: rounded(found?.last.fuelL ?? 0),
      runtimeH: rounded(found?.last.runtimeH ?? 0),
      litresPerHour: rounded(found?.last.rate ?? 0),
      usualPerHour: rounded(found?.usual ?? 0),
      factor: rounded(found?.factor ?? 0, 2),
      day: found?.last.day ?? null,
      usualDays: found?.days ?? 0,
      limit: found?.limit ?? facts.limits.fuelFactor,
      siteName: facts.siteName,
    };
  },
  reason: (facts) => {
    const found = measured(facts);
    return `${machineName(facts)} burned ${rounded(found?.last.rate ?? 0)} L/h, ${rounded(found?.factor ?? 0)} times what it usually does.`;
  },
};
