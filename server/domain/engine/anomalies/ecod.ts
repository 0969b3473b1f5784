/**
 * ECOD (Li, Zhao, Hu, Botta, Ionescu and Chen 2022, "ECOD: Unsupervised Outlier Detection Using Empirical Cumulative Distribution Functions"): how far
 * out in its peers' tails each value lies. No parameters, and each feature's part can be told apart.
 */
import type { Matrix } from "./features.ts";

/** By feature and row: the share of the peers with a value as low or lower, and as high or higher; NaN where nothing is known. */
export type Tails = { low: Float64Array; high: Float64Array };

/** Tail shares of one feature among those whose value is known. */
export function tailsOf(values: Float64Array): Tails {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  const low = new Float64Array(values.length).fill(Number.NaN);
  const high = new Float64Array(values.length).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value)) continue;
    low[row] = countBelow(sorted, value, true) / sorted.length;
    high[row] = (sorted.length - countBelow(sorted, value, false)) / sorted.length;
  }
  return { low, high };
}

/**
 * The ECOD score of each row: Σ over features of max(−ln low, −ln high, the tail that the feature's skewness points to), as PyOD sums it. For a
 * feature without skewness the last is the sum of both. What is not known adds nothing.
 */
export function ecodScores(matrix: Matrix, tails: readonly Tails[]): Float64Array {
  const scores = new Float64Array(matrix.rows);
  for (const [feature, values] of matrix.columns.entries()) {
    const direction = signOfSkewness(values);
    const { low, high } = tails[feature]!;
    for (let row = 0; row < matrix.rows; row++) {
      if (!Number.isFinite(values[row]!)) continue;
      const [left, right] = [-Math.log(low[row]!), -Math.log(high[row]!)];
      const skewed = direction < 0 ? left : direction > 0 ? right : left + right;
      scores[row]! += Math.max(left, right, skewed);
    }
  }
  return scores;
}

function signOfSkewness(values: Float64Array): number {
  let [sum, known] = [0, 0];
  for (const value of values) if (Number.isFinite(value)) [sum, known] = [sum + value, known + 1];
  const mean = sum / known;
  let [cubes, size] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    cubes += (value - mean) ** 3;
    size += Math.abs(value - mean) ** 3;
  }
  // What is left of rounding is no skewness.
  return Math.abs(cubes) <= 1e-12 * size ? 0 : Math.sign(cubes);
}

/** How many of the sorted values are below `value`, or also equal to it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [least, most] = [0, sorted.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) least = middle + 1;
    else most = middle;
  }
  return least;
}
