/** Quantile functions at the nine levels that forecasts are given and judged at. */

/** The levels of a forecast's quantiles: 0.1, 0.2 … 0.9. */
export const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** One step's quantiles, in the order of `LEVELS`; never falling. */
export type Quantiles = Float64Array;

/** Pinball loss of one quantile: (y − q)·τ where it is too low, (q − y)·(1 − τ) where it is too high. */
export function pinball(actual: number, quantile: number, level: number): number {
  return actual >= quantile ? (actual - quantile) * level : (quantile - actual) * (1 - level);
}

/**
 * The mean of quantile functions, level by level (Vincentization; Lichtendahl, Grushka-Cockayne and Winkler 2013: sharper than
 * averaging probabilities). Each member is a list of steps; weights need not add up to one.
 */
export function averageQuantiles(members: readonly (readonly Quantiles[])[], weights: readonly number[]): Quantiles[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return members[0]!.map((_, step) =>
    Float64Array.from(LEVELS, (_, i) => {
      let sum = 0;
      for (let m = 0; m < members.length; m++) sum += weights[m]! * members[m]![step]![i]!;
      return sum / total;
    }),
  );
}
