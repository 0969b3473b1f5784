import { LEVELS, pinball, type Quantiles } from "./quantiles.ts";
import { fading, type CountSeries } from "./series.ts";

export type EmpiricalOptions = {
  halfLives: readonly number[];
  /** By how much a past value of the same place in the season counts more. */
  sameSeason: readonly number[];
  /** How many blocks of a horizon's length, each forecast from what was known before it, choose among them. */
  blocks: number;
  /** Between values, along a straight line (for large counts) or up to the next value (for small ones). */
  smooth: boolean;
};

/**
 * Weighted quantiles of the past values: weight = ½^(age ÷ half-life), times a factor where the value stands at the same place of the season.
 * Half-life and factor are those with the least pinball loss on the last blocks of the history. Needs at least one known value.
 */
export function empiricalQuantiles(series: CountSeries, horizon: number, options: EmpiricalOptions): Quantiles[] {
  const { values, season, phase } = series;
  const length = values.length;
  const distinct = [...new Set(Array.from(values).filter((value) => value >= 0))].sort((a, b) => a - b);
  const rank = new Map(distinct.map((value, i) => [value, i]));
  const ranks = Int32Array.from({ length }, (_, t) => rank.get(values[t]!) ?? -1);
  const table = new WeightTable(Float64Array.from(distinct), season, options.smooth);
  const least = Math.min(length, 2 * season);

  let best = { loss: Number.POSITIVE_INFINITY, halfLife: options.halfLives.at(-1)!, boost: options.sameSeason[0]! };
  const losses = new Float64Array(options.sameSeason.length);
  for (const halfLife of options.halfLives) {
    const weights = fading(halfLife, length);
    losses.fill(0);
    for (let block = 1; block <= options.blocks; block++) {
      const origin = length - block * horizon;
      if (origin < least) break;
      table.fill(ranks, origin, weights, phase);
      for (const [b, boost] of options.sameSeason.entries()) {
        for (let place = 0; place < Math.min(season, horizon); place++) {
          const quantiles = table.quantiles((origin + place + phase) % season, boost);
          if (!quantiles) continue;
          for (let t = origin + place; t < origin + horizon; t += season) {
            const actual = values[t]!;
            if (!(actual >= 0)) continue;
            for (let i = 0; i < LEVELS.length; i++) losses[b]! += pinball(actual, quantiles[i]!, LEVELS[i]!);
          }
        }
      }
    }
    for (const [b, boost] of options.sameSeason.entries())
      if (losses[b]! < best.loss) best = { loss: losses[b]!, halfLife, boost };
  }

  table.fill(ranks, length, fading(best.halfLife, length), phase);
  return Array.from({ length: horizon }, (_, step) => {
    const quantiles = table.quantiles((length + step + phase) % season, best.boost);
    return quantiles ?? new Float64Array(LEVELS.length);
  });
}

/** Sums of weights by distinct value, of all steps and of each place of the season. */
class WeightTable {
  private readonly distinct: Float64Array;
  private readonly season: number;
  private readonly smooth: boolean;
  private readonly ofAll: Float64Array;
  private readonly ofPlace: Float64Array;

  constructor(distinct: Float64Array, season: number, smooth: boolean) {
    this.distinct = distinct;
    this.season = season;
    this.smooth = smooth;
    this.ofAll = new Float64Array(distinct.length);
    this.ofPlace = new Float64Array(distinct.length * season);
  }

  /** Takes the steps before `origin`. */
  fill(ranks: Int32Array, origin: number, weights: Float64Array, phase: number): void {
    this.ofAll.fill(0);
    this.ofPlace.fill(0);
    for (let t = 0; t < origin; t++) {
      const rank = ranks[t]!;
      if (rank < 0) continue;
      const weight = weights[origin - 1 - t]!;
      this.ofAll[rank]! += weight;
      this.ofPlace[((t + phase) % this.season) * this.distinct.length + rank]! += weight;
    }
  }

  quantiles(place: number, boost: number): Quantiles | null {
    const { distinct, ofAll, ofPlace, smooth } = this;
    const from = place * distinct.length;
    const weightOf = (i: number) => ofAll[i]! + (boost - 1) * ofPlace[from + i]!;
    let total = 0;
    for (let i = 0; i < distinct.length; i++) total += weightOf(i);
    if (!(total > 0)) return null;
    const quantiles = new Float64Array(LEVELS.length);
    let level = 0;
    let cumulative = 0;
    let before = { at: 0, value: distinct[0]! };
    for (let i = 0; i < distinct.length && level < LEVELS.length; i++) {
      const weight = weightOf(i);
      if (!(weight > 0)) continue;
      // Smooth: the value stands in the middle of its own weight (Hazen's plotting positions).
      const at = (cumulative + (smooth ? weight / 2 : weight)) / total;
      const value = distinct[i]!;
      while (level < LEVELS.length && LEVELS[level]! <= at + 1e-12) {
        const share = at > before.at ? (LEVELS[level]! - before.at) / (at - before.at) : 1;
        quantiles[level] = smooth && cumulative > 0 ? before.value + share * (value - before.value) : value;
        level += 1;
      }
      cumulative += weight;
      before = { at, value };
    }
    for (; level < LEVELS.length; level++) quantiles[level] = before.value;
    return quantiles;
  }
}
