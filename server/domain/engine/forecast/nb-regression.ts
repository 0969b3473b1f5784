import { negativeBinomialQuantiles } from "./negative-binomial.ts";
import { fitPoisson } from "./poisson-regression.ts";
import type { Quantiles } from "./quantiles.ts";
import { fading, type CountSeries } from "./series.ts";

export type RegressionOptions = {
  /** Steps after which the past counts half in the regression. */
  halfLife: number;
  /** Candidates for the half-life of the local level; infinite is none. */
  levelHalfLives: readonly number[];
  /** 1 ÷ variance that the logarithm of a season's factor is expected to have. */
  seasonRidge: number;
};

/** Two annual harmonics are fitted from so many days of history on. */
const ANNUAL_FROM_DAYS = 540;
const YEAR_DAYS = 365.25;
/** The evidence of so many expected counts pulls the local level towards one. */
const LEVEL_PRIOR = 1;

/** What a step is expected to bring, and how much more than Poisson it varies. */
export type NegativeBinomial = { mean: number; dispersion: number };

/**
 * Negative binomial regression of counts: a ridge Poisson regression on the season (one factor a weekday or month), two annual harmonics where
 * there are 540 days, and the covariates; times an exponentially weighted local level Σ v·y ÷ Σ v·μ whose half-life forecast
 * the history best (least Poisson deviance half a horizon ahead); with the dispersion of those forecasts by weighted moments,
 * a = Σ w·((y − m)² − m) ÷ Σ w·m², at lags 1 and horizon, and in between by the straight line.
 */
export function regressionMoments(
  series: CountSeries,
  horizon: number,
  options: RegressionOptions,
): NegativeBinomial[] {
  const { values } = series;
  const length = values.length;
  const expected = expectedCounts(series, horizon, options);
  const weights = fading(options.halfLife, length);
  const middle = Math.max(1, Math.round(horizon / 2));
  let best = Number.POSITIVE_INFINITY;
  let levels: Float64Array = new Float64Array(length + 1).fill(1);
  for (const halfLife of options.levelHalfLives) {
    const candidate = localLevels(values, expected, halfLife);
    const deviance = lagged(values, expected, candidate, weights, middle).deviance;
    if (deviance < best) [best, levels] = [deviance, candidate];
  }
  const near = lagged(values, expected, levels, weights, 1).dispersion;
  const far = Math.max(near, lagged(values, expected, levels, weights, horizon).dispersion);
  return Array.from({ length: horizon }, (_, step) => ({
    mean: levels[length]! * expected[length + step]!,
    dispersion: near + ((far - near) * step) / Math.max(1, horizon - 1),
  }));
}

/** The quantiles of `regressionMoments`. */
export function regressionQuantiles(moments: readonly NegativeBinomial[]): Quantiles[] {
  return moments.map(({ mean, dispersion }) => negativeBinomialQuantiles(mean, dispersion));
}

/** e^η of the history and the horizon, without the local level. */
function expectedCounts(series: CountSeries, horizon: number, options: RegressionOptions): Float64Array {
  const { values, season, phase, covariates = [] } = series;
  const length = values.length;
  const all = length + horizon;
  const harmonics = season === 7 && length >= ANNUAL_FROM_DAYS ? 4 : 0;
  const width = 1 + season + harmonics + covariates.length;
  const x = new Float64Array(all * width);
  for (let t = 0; t < all; t++) {
    const row = t * width;
    x[row] = 1;
    x[row + 1 + ((t + phase) % season)] = 1;
    for (let h = 0; h < harmonics; h += 2) {
      const angle = ((2 * Math.PI * t) / YEAR_DAYS) * (h / 2 + 1);
      x[row + 1 + season + h] = Math.sin(angle);
      x[row + 2 + season + h] = Math.cos(angle);
    }
    for (let c = 0; c < covariates.length; c++) x[row + 1 + season + harmonics + c] = covariates[c]![t] ?? 0;
  }
  const ridge = new Float64Array(width).fill(options.seasonRidge);
  ridge[0] = 0;
  const weights = fading(options.halfLife, length).reverse();
  const beta = fitPoisson(x, width, values, weights, ridge);
  return Float64Array.from({ length: all }, (_, t) => {
    let eta = 0;
    for (let i = 0; i < width; i++) eta += x[t * width + i]! * beta[i]!;
    return Math.exp(Math.min(20, Math.max(-20, eta)));
  });
}

/** The local level as it was known before each step, and last the one known now. */
function localLevels(values: ArrayLike<number>, expected: Float64Array, halfLife: number): Float64Array {
  const keep = 0.5 ** (1 / halfLife);
  const levels = new Float64Array(values.length + 1);
  let counts = 0;
  let means = 0;
  for (let t = 0; t <= values.length; t++) {
    levels[t] = halfLife === Number.POSITIVE_INFINITY ? 1 : (counts + LEVEL_PRIOR) / (means + LEVEL_PRIOR);
    if (t === values.length || !(values[t]! >= 0)) continue;
    counts = counts * keep + values[t]!;
    means = means * keep + expected[t]!;
  }
  return levels;
}

/** How the level known `lag` steps before would have forecast each step: weighted Poisson deviance and dispersion by moments. */
function lagged(
  values: ArrayLike<number>,
  expected: Float64Array,
  levels: Float64Array,
  weights: Float64Array,
  lag: number,
): { deviance: number; dispersion: number } {
  const length = values.length;
  // The first steps have no level yet; a short history gives what it has.
  const from = Math.min(Math.floor(length / 3) + lag, length - 1);
  let deviance = 0;
  let excess = 0;
  let squares = 0;
  for (let t = Math.max(from, lag); t < length; t++) {
    const count = values[t]!;
    if (!(count >= 0)) continue;
    const mean = Math.max(1e-6, levels[t - lag + 1]! * expected[t]!);
    const weight = weights[length - 1 - t]!;
    deviance += 2 * weight * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean));
    excess += weight * ((count - mean) * (count - mean) - mean);
    squares += weight * mean * mean;
  }
  return { deviance, dispersion: squares > 0 ? Math.max(0, excess / squares) : 0 };
}
