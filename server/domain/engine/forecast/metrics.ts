/**
 * MASE and WQL as the public forecasting benchmarks compute them (gluonts' `MASE` and `MeanWeightedSumQuantileLoss`, which Chronos' published
 * figures use): MASE of the median with each series' own scale, averaged over the series; WQL over the whole set at 0.1 … 0.9.
 */
import { LEVELS, pinball, type Quantiles } from "./quantiles.ts";

export type Judged = {
  /** What was known, oldest first. */
  history: ArrayLike<number>;
  /** What came. */
  actual: ArrayLike<number>;
  /** What was forecast, a step each. */
  forecast: readonly Quantiles[];
};

/**
 * MASE = mean over series of mean|y − median| ÷ scale, scale = mean|y(t) − y(t − season)| over the history; a scale of zero leaves the series
 * out. WQL = mean over levels of 2·Σ pinball ÷ Σ|y|, sums over all series and steps.
 */
export function judge(set: readonly Judged[], season: number): { mase: number; wql: number } {
  let mase = 0;
  let scaled = 0;
  let loss = 0;
  let total = 0;
  for (const { history, actual, forecast } of set) {
    let error = 0;
    for (let step = 0; step < actual.length; step++) {
      const y = actual[step]!;
      const quantiles = forecast[step]!;
      error += Math.abs(y - quantiles[4]!);
      total += Math.abs(y);
      for (let i = 0; i < LEVELS.length; i++) loss += 2 * pinball(y, quantiles[i]!, LEVELS[i]!);
    }
    const scale = seasonalNaiveScale(history, season);
    if (scale > 0) {
      mase += error / actual.length / scale;
      scaled += 1;
    }
  }
  return { mase: scaled > 0 ? mase / scaled : 0, wql: total > 0 ? loss / LEVELS.length / total : 0 };
}

function seasonalNaiveScale(history: ArrayLike<number>, season: number): number {
  let sum = 0;
  for (let t = season; t < history.length; t++) sum += Math.abs(history[t]! - history[t - season]!);
  return history.length > season ? sum / (history.length - season) : 0;
}
