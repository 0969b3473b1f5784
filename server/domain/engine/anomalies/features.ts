/** What machines of one type are compared by. Shares are 0 … 1, rates are of a day unless they say otherwise. */
export const FEATURES = [
  /** Share of the days that it was on rent. */
  "utilisation",
  /** Idle ÷ operating hours. */
  "idleShare",
  /** Litres an operating hour. */
  "fuelPerHour",
  /** Operating hours ÷ hours of the plan. */
  "hoursAgainstPlan",
  /** Share of its motion outside of the site's working hours. */
  "nightMotion",
  /** Share of its motion outside of its site's fence. */
  "offSiteMotion",
  /** Faults in 100 operating hours. */
  "faultRate",
] as const;

export type Feature = (typeof FEATURES)[number];

/** One row a machine, one column a feature; NaN where nothing is known. */
export type Matrix = { rows: number; columns: Float64Array[] };

/** The middle of what is known, of an even count the mean of both; NaN of nothing. */
export function medianOf(values: Float64Array): number {
  const known = values.filter((value) => Number.isFinite(value)).sort();
  const middle = known.length >> 1;
  return known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2;
}

/**
 * How far values lie from the median, in units of the middle distance of those on the same side of it (the double median absolute deviation, for
 * features with one long tail). Where more than half of a side is the median itself, its mean distance is the unit.
 */
export function distancesFrom(median: number, values: Float64Array): Float64Array {
  const unitOf = (side: 1 | -1) => {
    const apart = values.filter((value) => (value - median) * side >= 0).map((value) => Math.abs(value - median));
    return medianOf(apart) || apart.reduce((sum, distance) => sum + distance, 0) / apart.length;
  };
  const [high, low] = [unitOf(1), unitOf(-1)];
  return values.map((value) => {
    const unit = value >= median ? high : low;
    return value === median || !(unit > 0) ? 0 : Math.abs(value - median) / unit;
  });
}
