import { drawGamma, drawPoisson, rngFor, type Rng } from "../random.ts";
import type { NegativeBinomial } from "./nb-regression.ts";
import { LEVELS } from "./quantiles.ts";

/** What is on rent or reserved at a site. Days are counted from the first of the forecast, which is 0. */
export type LiveContract = {
  /** 0 or before: on rent; later: reserved from that day on. */
  startDay: number;
  /** The last day that it is planned to be there; before 0 it is overdue. */
  plannedEndDay: number;
};

export type UnitsInput = {
  siteId: string;
  typeId: string;
  contracts: readonly LiveContract[];
  /** New rentals a day, as forecast; as many days as the answer has. */
  arrivals: readonly NegativeBinomial[];
  /** Days that past contracts of the type lasted, 1 or more each. Without any, nothing that arrives is counted beyond its day. */
  durations: ArrayLike<number>;
  /** Actual less planned end of past contracts, in days. Without any, contracts end as planned. */
  slips: ArrayLike<number>;
};

/** One day of one site and type. */
export type UnitsRequired = {
  day: number;
  p10: number;
  p50: number;
  p90: number;
  mean: number;
  /** P(D ≥ k) at index k − 1, up to the most that was drawn: the chance that the k-th unit is needed. */
  atLeast: Float64Array;
};

export type UnitsForecast = { siteId: string; typeId: string; days: UnitsRequired[] };

const PATHS = 300;
/** Share of the arrivals' excess variance that a path's days have in common (a busy fortnight), the rest being each day's own. */
const SHARED = 0.5;

/**
 * Units required a day by Monte Carlo, for any number of sites and types. On each of 300 paths live contracts end at the planned end plus a
 * slip resampled from those that past contracts had (of those that it can still have), and arrivals come as Poisson counts around the forecast
 * mean times two gamma numbers of mean 1, one of the path and one of the day, so that a day's variance is the forecast's; each stays for a
 * resampled duration. Each site and type draws from a generator of its own, so neither order nor company changes an answer.
 */
export function requiredUnits(inputs: readonly UnitsInput[], seed: number): UnitsForecast[] {
  return inputs.map((input) => {
    const horizon = input.arrivals.length;
    const counts = drawPaths(input, horizon, rngFor(seed, `${input.siteId}\n${input.typeId}`));
    const days = Array.from({ length: horizon }, (_, day) =>
      summary(day, counts.subarray(day * PATHS, (day + 1) * PATHS)),
    );
    return { siteId: input.siteId, typeId: input.typeId, days };
  });
}

/** Units on each day of each path, the paths of a day side by side. */
function drawPaths({ contracts, arrivals, durations, slips }: UnitsInput, horizon: number, rng: Rng): Int32Array {
  const counts = new Int32Array(horizon * PATHS);
  const sortedSlips = Float64Array.from(slips).sort();
  const change = new Int32Array(horizon + 1);
  const shared = (SHARED * arrivals.reduce((sum, { dispersion }) => sum + dispersion, 0)) / Math.max(1, horizon);
  const stay = (from: number, until: number) => {
    if (until < from || from >= horizon || until < 0) return;
    change[Math.max(0, from)]! += 1;
    change[Math.min(horizon, until + 1)]! -= 1;
  };
  for (let path = 0; path < PATHS; path++) {
    change.fill(0);
    for (const contract of contracts) stay(contract.startDay, endOf(contract, sortedSlips, rng));
    const common = drawGamma(rng, 1 / shared);
    for (let day = 0; day < horizon; day++) {
      const { mean, dispersion } = arrivals[day]!;
      if (!(mean > 0)) continue;
      // (1 + shared)·(1 + own) = 1 + dispersion.
      const own = Math.max(0, (dispersion - shared) / (1 + shared));
      const arrived = drawPoisson(rng, mean * common * drawGamma(rng, 1 / own));
      for (let i = 0; i < arrived; i++) stay(day, day + Math.max(1, Math.round(pick(durations, rng) ?? 1)) - 1);
    }
    let units = 0;
    for (let day = 0; day < horizon; day++) {
      units += change[day]!;
      counts[day * PATHS + path] = units;
    }
  }
  return counts;
}

/**
 * The last day of a contract: planned end plus a slip. Of the slips only those count after which it is still there on day 0 (it is), or that leave it
 * a day at least where it is reserved. One that is overdue beyond all of them goes on by as much as one that has slipped at all.
 */
function endOf({ startDay, plannedEndDay }: LiveContract, sortedSlips: Float64Array, rng: Rng): number {
  const earliest = Math.max(0, startDay);
  if (sortedSlips.length === 0) return Math.max(earliest, plannedEndDay);
  const first = firstFrom(sortedSlips, earliest - plannedEndDay);
  if (first < sortedSlips.length)
    return Math.round(plannedEndDay + sortedSlips[first + Math.floor(rng() * (sortedSlips.length - first))]!);
  const late = firstFrom(sortedSlips, 1);
  if (late === sortedSlips.length) return earliest;
  return Math.round(earliest + sortedSlips[late + Math.floor(rng() * (sortedSlips.length - late))]! - 1);
}

/** The first index whose value is not below `least`. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pick(values: ArrayLike<number>, rng: Rng): number | undefined {
  return values[Math.floor(rng() * values.length)];
}

function summary(day: number, drawn: Int32Array): UnitsRequired {
  const sorted = drawn.slice().sort();
  const at = (level: number) => sorted[Math.min(PATHS - 1, Math.ceil(level * PATHS) - 1)]!;
  const atLeast = new Float64Array(sorted[PATHS - 1]!);
  // Sorted, so the paths with k units or more are the last ones.
  for (let k = 1, below = 0; k <= atLeast.length; k++) {
    while (sorted[below]! < k) below += 1;
    atLeast[k - 1] = (PATHS - below) / PATHS;
  }
  const mean = atLeast.reduce((sum, share) => sum + share, 0);
  return { day, p10: at(LEVELS[0]), p50: at(LEVELS[4]), p90: at(LEVELS[8]), mean, atLeast };
}
