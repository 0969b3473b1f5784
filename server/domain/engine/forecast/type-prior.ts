import type { CountSeries } from "./series.ts";

/** What a type's series have in common: where a series has no history of its own, this is its forecast. */
export type TypePrior = {
  /** Chance of any demand in a step. */
  probability: number;
  /** Mean demand of a step that has some, 1 or more, and how much more than Poisson what exceeds 1 varies. */
  size: number;
  sizeDispersion: number;
  /** Factors of the chance by place in the season; their mean is 1. */
  places: Float64Array;
  /** How many steps of its own outweigh the prior: few where the series of the type differ much. */
  steps: number;
};

/** Evidence that stands in for a type of which nothing is known, a demand in sixty steps; little, so that some real weeks outweigh it. */
const NOTHING = { events: 0.1, steps: 6 };
/** Evidence by place that pulls its factor towards one, in demands. */
const PLACE_EVENTS = 10;
const STEPS = { least: 7, most: 180 };

/**
 * The pooled prior of a type from all its series, also short ones: chance and size over all steps; its weight by the method of moments for the
 * beta-binomial, p·(1 − p) ÷ Var(p between series) − 1, where the variance is that of the series' own chances less what chance alone makes.
 */
export function pooledPrior(all: readonly CountSeries[], season: 7 | 12): TypePrior {
  const events = new Float64Array(season);
  const steps = new Float64Array(season);
  let sizes = 0;
  let squares = 0;
  const own: { share: number; steps: number }[] = [];
  for (const { values, phase } of all) {
    let [with_, known] = [0, 0];
    for (let t = 0; t < values.length; t++) {
      const count = values[t]!;
      if (!(count >= 0)) continue;
      known += 1;
      steps[(t + phase) % season]! += 1;
      if (count === 0) continue;
      with_ += 1;
      events[(t + phase) % season]! += 1;
      sizes += count;
      squares += (count - 1) ** 2;
    }
    if (known >= season) own.push({ share: with_ / known, steps: known });
  }
  const demands = events.reduce((sum, count) => sum + count, 0);
  const known = steps.reduce((sum, count) => sum + count, 0);
  const probability = (demands + NOTHING.events) / (known + NOTHING.steps);
  const size = demands > 0 ? Math.max(1, sizes / demands) : 1;
  const over = size - 1;
  const variance = demands > 0 ? squares / demands - over * over : 0;
  return {
    probability,
    size,
    sizeDispersion: over > 0 ? Math.max(0, (variance - over) / (over * over)) : 0,
    places: factorsOf(events, steps, demands, known),
    steps: weightOf(own, probability),
  };
}

function factorsOf(events: Float64Array, steps: Float64Array, demands: number, known: number): Float64Array {
  const share = known > 0 ? demands / known : 0;
  const factors = events.map((count, place) => (count + PLACE_EVENTS) / (steps[place]! * share + PLACE_EVENTS));
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return factors.map((factor) => factor / mean);
}

function weightOf(own: readonly { share: number; steps: number }[], probability: number): number {
  if (own.length < 3) return STEPS.most / 6;
  const mean = own.reduce((sum, { share }) => sum + share, 0) / own.length;
  const spread = own.reduce((sum, { share }) => sum + (share - mean) ** 2, 0) / (own.length - 1);
  const chance = own.reduce((sum, { steps }) => sum + 1 / steps, 0) / own.length;
  const binomial = probability * (1 - probability);
  const between = spread - binomial * chance;
  return between > 0 ? Math.min(STEPS.most, Math.max(STEPS.least, binomial / between - 1)) : STEPS.most;
}
