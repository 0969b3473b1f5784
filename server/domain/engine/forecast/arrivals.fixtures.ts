import { drawGamma, drawPoisson, rngFor } from "../random.ts";
import type { CountSeries } from "./series.ts";

/** Weekdays of a yard: quiet at the weekend. */
const WEEK = [1.5, 1.2, 1.1, 1.1, 1.3, 0.5, 0.3];

export type Planted = { series: CountSeries; means: Float64Array; dispersion: number; future: number[] };

/**
 * Daily arrivals of known make: negative binomial counts around a level that drifts slowly as a random walk of its logarithm, times the
 * weekday. `means` are the true ones of all days, `future` what came after the history.
 */
export function plantedArrivals(seed: number, key: string, days: number, horizon: number): Planted {
  const rng = rngFor(seed, key);
  const level = 0.1 * 30 ** rng();
  const dispersion = 0.6 * rng();
  const means = new Float64Array(days + horizon);
  const counts: number[] = [];
  let drift = 0;
  for (let day = 0; day < days + horizon; day++) {
    drift = 0.995 * drift + 0.04 * (rng() + rng() + rng() - 1.5) * 2;
    means[day] = level * WEEK[day % 7]! * Math.exp(drift);
    counts.push(drawPoisson(rng, means[day]! * drawGamma(rng, 1 / dispersion)));
  }
  return {
    series: { values: counts.slice(0, days), season: 7, phase: 0 },
    means,
    dispersion,
    future: counts.slice(days),
  };
}
