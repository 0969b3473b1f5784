/** A count series at a steady pace, as all the forecasts here take it. */
export type CountSeries = {
  /** Counts, oldest first, one a step; NaN where nothing is known (the step is then no evidence for or against demand). */
  values: ArrayLike<number>;
  /** Steps in a season: 7 for days of the week, 12 for months of the year. */
  season: 7 | 12;
  /** Where in the season the first value stands, 0 … season − 1. */
  phase: number;
  /** Further columns of the regression (holidays, weather), each known for the history and the horizon after it. */
  covariates?: readonly ArrayLike<number>[];
};

/** Weights that halve every `halfLife` steps, by age in steps; infinite never fades. */
export function fading(halfLife: number, length: number): Float64Array {
  const keep = 0.5 ** (1 / halfLife);
  const weights = new Float64Array(length);
  let weight = 1;
  for (let age = 0; age < length; age++) {
    weights[age] = weight;
    weight *= keep;
  }
  return weights;
}
