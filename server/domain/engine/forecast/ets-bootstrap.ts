import type { Rng } from "../random.ts";
import { LEVELS, type Quantiles } from "./quantiles.ts";
import { seasonalFactors } from "./seasonal-factors.ts";
import type { CountSeries } from "./series.ts";

/** How much of a surprise the level takes up. */
const GAINS = [0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.65, 0.8];
/** The prior of the gain, gain^20 · (1 − gain)^70: some 0.22, as series are that a year of months is forecast of. */
const PRIOR = { up: 20, down: 70 };
const PATHS = 400;
/** Anscombe's addend: √(count + ⅜) of a Poisson count has nearly the same variance everywhere. */
const ANSCOMBE = 0.375;

/**
 * Exponential smoothing with a season, by bootstrap, for a series of at least two seasons: ETS(A,N,A) on √(y + ⅜), its seasonal factors fixed
 * and shrunk. The gain is not chosen but averaged over: each of 400 paths draws one by its posterior, length^(−½·ln squares) × prior, and then
 * residuals of that fit, centred, so that a drift of the past is not carried on. Where a value is not known the level stays.
 *
 * Source of the model: Hyndman, Koehler, Ord and Snyder 2008, "Forecasting with Exponential Smoothing".
 */
export function etsQuantiles({ values, season, phase }: CountSeries, horizon: number, rng: Rng): Quantiles[] {
  const length = values.length;
  const roots = Float64Array.from(values, (value) => Math.sqrt(value + ANSCOMBE));
  const factors = seasonalFactors(roots, season, phase);
  const level = roots.map((root, t) => root - factors[(t + phase) % season]!);
  const fits = GAINS.map((gain) => smooth(level, season, gain));
  const chance = posterior(fits);

  const drawn = Array.from({ length: horizon }, () => new Float64Array(PATHS));
  for (let path = 0; path < PATHS; path++) {
    let left = rng();
    let pick = 0;
    while (pick < fits.length - 1 && (left -= chance[pick]!) > 0) pick += 1;
    const { residuals } = fits[pick]!;
    let now = fits[pick]!.level;
    for (let step = 0; step < horizon; step++) {
      const residual = residuals[Math.floor(rng() * residuals.length)]!;
      drawn[step]![path] = now + residual + factors[(length + step + phase) % season]!;
      now += GAINS[pick]! * residual;
    }
  }
  return drawn.map(quantilesOfRoots);
}

type Fit = { gain: number; squares: number; level: number; residuals: Float64Array };

function smooth(values: Float64Array, season: number, gain: number): Fit {
  const known = values.filter((value) => !Number.isNaN(value));
  const first = known.subarray(0, season);
  let level = first.reduce((sum, value) => sum + value, 0) / first.length;
  const residuals = new Float64Array(known.length);
  let [sum, squares] = [0, 0];
  for (const [t, value] of known.entries()) {
    const residual = value - level;
    residuals[t] = residual;
    sum += residual;
    squares += residual * residual;
    level += gain * residual;
  }
  const mean = sum / known.length;
  return { gain, squares, level, residuals: residuals.map((residual) => residual - mean) };
}

/** The chances of the gains, adding up to one. */
function posterior(fits: readonly Fit[]): number[] {
  const logs = fits.map(
    ({ gain, squares, residuals: { length } }) =>
      -0.5 * length * Math.log(squares / length + 1e-9) + PRIOR.up * Math.log(gain) + PRIOR.down * Math.log(1 - gain),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Squares of the roots' quantiles, along a straight line between the order statistics. */
function quantilesOfRoots(roots: Float64Array): Quantiles {
  roots.sort();
  return Float64Array.from(LEVELS, (level) => {
    const at = level * (roots.length - 1);
    const low = Math.floor(at);
    const root = roots[low]! + (at - low) * (roots[Math.min(roots.length - 1, low + 1)]! - roots[low]!);
    return Math.max(0, Math.max(0, root) ** 2 - ANSCOMBE);
  });
}
