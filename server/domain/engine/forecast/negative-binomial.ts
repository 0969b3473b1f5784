import { LEVELS, type Quantiles } from "./quantiles.ts";

/** Up to this mean the quantiles are counted out, beyond it a gamma distribution of the same mean and variance stands in. */
const COUNTED_MEAN = 60;

/** Quantiles at `LEVELS` of a negative binomial count with this mean and variance mean + dispersion·mean²; dispersion 0 is Poisson's. */
export function negativeBinomialQuantiles(mean: number, dispersion: number): Quantiles {
  return negativeBinomialAt(LEVELS, mean, dispersion);
}

/**
 * The same at any rising levels below 1. Whole numbers up to a mean of 60, by P(0) = (size ÷ (size + mean))^size and P(k + 1) = P(k) · (size + k) ÷
 * (k + 1) · mean ÷ (size + mean) with size = 1 ÷ dispersion; above that Wilson and Hilferty's cube-root approximation of the gamma distribution.
 */
export function negativeBinomialAt(levels: readonly number[], mean: number, dispersion: number): Float64Array {
  const quantiles = new Float64Array(levels.length);
  if (!(mean > 0)) return quantiles;
  const variance = mean + dispersion * mean * mean;
  if (mean > COUNTED_MEAN) {
    const shape = (mean * mean) / variance;
    return quantiles.map((_, i) => {
      const root = 1 - 1 / (9 * shape) + normalQuantile(levels[i]!) / (3 * Math.sqrt(shape));
      return mean * Math.max(0, root) ** 3;
    });
  }
  const size = 1 / dispersion;
  const poisson = dispersion <= 1e-9;
  let probability = poisson ? Math.exp(-mean) : Math.exp(-size * Math.log1p(mean / size));
  let cumulative = probability;
  let count = 0;
  // Beyond forty standard deviations only rounding is left of the sum.
  const most = Math.ceil(mean + 40 * Math.sqrt(variance)) + 10;
  for (let i = 0; i < levels.length; i++) {
    while (cumulative < levels[i]! && count < most) {
      probability *= poisson ? mean / (count + 1) : ((size + count) / (count + 1)) * (mean / (size + mean));
      count += 1;
      cumulative += probability;
    }
    quantiles[i] = count;
  }
  return quantiles;
}

/** The standard normal's quantile, by the rational approximation 26.2.23 of Abramowitz and Stegun (error below 4.5e-4). */
function normalQuantile(level: number): number {
  if (level > 0.5) return -normalQuantile(1 - level);
  const t = Math.sqrt(-2 * Math.log(Math.max(1e-12, level)));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}
