import { rngFor } from "../random.ts";
import { empiricalQuantiles, type EmpiricalOptions } from "./empirical.ts";
import { etsQuantiles } from "./ets-bootstrap.ts";
import {
  regressionMoments,
  regressionQuantiles,
  type NegativeBinomial,
  type RegressionOptions,
} from "./nb-regression.ts";
import { averageQuantiles, type Quantiles } from "./quantiles.ts";
import type { CountSeries } from "./series.ts";
import { tsbForecast } from "./tsb.ts";
import type { TypePrior } from "./type-prior.ts";

export type CountForecast = {
  /** A step each, at 0.1 … 0.9. */
  quantiles: Quantiles[];
  /** What a simulation draws from. */
  moments: NegativeBinomial[];
  /** `prior` has no history, `intermittent` too little of it for more than the type's prior corrected, `combined` enough. */
  method: "prior" | "intermittent" | "combined";
};

type Pace = {
  /** Known steps from which on a series stands on its own. */
  least: number;
  regression: RegressionOptions;
  empirical: EmpiricalOptions;
  /** Of regression, empirical quantiles and, for months, exponential smoothing. */
  weights: readonly number[];
};

const DAILY: Pace = {
  least: 60,
  regression: { halfLife: 180, levelHalfLives: [14, 30, 90, Number.POSITIVE_INFINITY], seasonRidge: 2 },
  empirical: { halfLives: [30, 90, 180, 730], sameSeason: [1, 3, 10, 100], blocks: 4, smooth: false },
  weights: [1, 1],
};

const MONTHLY: Pace = {
  least: 24,
  regression: { halfLife: 96, levelHalfLives: [3], seasonRidge: 50 },
  empirical: { halfLives: [3, 4.5, 6], sameSeason: [1, 2, 4, 8, 16], blocks: 3, smooth: true },
  weights: [1, 1, 3],
};

/**
 * The probabilistic forecast of a count series for any horizon: the average of the quantile functions of negative binomial regression, of
 * empirical quantiles and, for months, of bootstrapped exponential smoothing. Under 60 known days (24 months) it is Teunter, Syntetos and Babai's method
 * from the type's pooled prior, and without history the prior alone. Never NaN, never below 0, never falling from one level to the next.
 *
 * The monthly constants were chosen on the Hospital set's years before its last one: from the windows of a year that begin at the months 48, 52,
 * 56 and 60, by the mean of MASE and WQL over them. The test window, from month 72 on, was forecast once, with the result. The daily
 * constants are round numbers, checked on arrivals of known make.
 *
 * @param key names the series, so that its draws are its own
 */
export function forecastCounts(
  series: CountSeries,
  horizon: number,
  prior: TypePrior,
  seed: number,
  key: string,
): CountForecast {
  const pace = series.season === 7 ? DAILY : MONTHLY;
  let known = 0;
  for (let t = 0; t < series.values.length; t++) if (series.values[t]! >= 0) known += 1;
  if (known < pace.least)
    return { ...tsbForecast(series, horizon, prior), method: known === 0 ? "prior" : "intermittent" };
  const moments = regressionMoments(series, horizon, pace.regression);
  const members = [regressionQuantiles(moments), empiricalQuantiles(series, horizon, pace.empirical)];
  if (series.season === 12) members.push(etsQuantiles(series, horizon, rngFor(seed, key)));
  return { quantiles: averageQuantiles(members, pace.weights), moments, method: "combined" };
}
