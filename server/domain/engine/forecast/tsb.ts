import type { NegativeBinomial } from "./nb-regression.ts";
import { negativeBinomialAt } from "./negative-binomial.ts";
import { LEVELS, type Quantiles } from "./quantiles.ts";
import type { CountSeries } from "./series.ts";
import type { TypePrior } from "./type-prior.ts";

/** The least that a new step, and a new demand, count for. */
const STEP_GAIN = 0.02;
const DEMAND_GAIN = 0.05;
/** How many demands of its own outweigh the type's mean size. */
const PRIOR_DEMANDS = 5;
const MOST_CHANCE = 0.98;

/**
 * Intermittent demand by Teunter, Syntetos and Babai (2011): chance and size of a demand are smoothed apart, the chance at every step and the size
 * where there is one, so that the forecast fades when demand stops. Both start at the type's prior, and early steps count 1 ÷ (weight of the
 * prior + steps), as in Bayes' mean. A step's demand is then 0, or with that chance 1 + a negative binomial count.
 */
export function tsbForecast(
  { values, phase }: CountSeries,
  horizon: number,
  prior: TypePrior,
): { quantiles: Quantiles[]; moments: NegativeBinomial[] } {
  const season = prior.places.length;
  let { probability, size } = prior;
  let [steps, demands] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    const count = values[t]!;
    if (!(count >= 0)) continue;
    steps += 1;
    const expected = probability * prior.places[(t + phase) % season]!;
    const gain = Math.max(STEP_GAIN, 1 / (prior.steps + steps));
    probability = Math.max(0, probability + gain * ((count > 0 ? 1 : 0) - Math.min(MOST_CHANCE, expected)));
    if (count === 0) continue;
    demands += 1;
    size += Math.max(DEMAND_GAIN, 1 / (PRIOR_DEMANDS + demands)) * (count - size);
  }
  const over = Math.max(0, size - 1);
  const quantiles: Quantiles[] = [];
  const moments: NegativeBinomial[] = [];
  for (let step = 0; step < horizon; step++) {
    const chance = Math.min(MOST_CHANCE, probability * prior.places[(values.length + step + phase) % season]!);
    quantiles.push(hurdleQuantiles(chance, over, prior.sizeDispersion));
    const mean = chance * (1 + over);
    const square = chance * ((1 + over) ** 2 + over + prior.sizeDispersion * over * over);
    moments.push({ mean, dispersion: mean > 0 ? Math.max(0, (square - mean * mean - mean) / (mean * mean)) : 0 });
  }
  return { quantiles, moments };
}

function hurdleQuantiles(chance: number, over: number, dispersion: number): Quantiles {
  return Float64Array.from(LEVELS, (level) =>
    level <= 1 - chance ? 0 : 1 + negativeBinomialAt([(level - (1 - chance)) / chance], over, dispersion)[0]!,
  );
}
