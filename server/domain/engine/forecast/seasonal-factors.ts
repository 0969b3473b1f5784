/**
 * Additive seasonal factors by place in the season: means of what departs from a two-sided moving mean of one season (its ends count half), shrunk as a
 * whole by what noise alone would make of them (James and Stein 1961, positive part): 1 − noise·(places − 2)/places ÷ Σ factor². A series
 * without a season so gets none. NaN is not known; needs at least a season's length.
 */
export function seasonalFactors(values: Float64Array, season: number, phase: number): Float64Array {
  const sums = new Float64Array(season);
  const squares = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    const place = (t + phase) % season;
    const apart = values[t]! - movingMean(values, t, season);
    sums[place]! += apart;
    squares[place]! += apart * apart;
    counts[place]! += 1;
  }
  let [within, between, noise, places, known] = [0, 0, 0, 0, 0];
  for (let place = 0; place < season; place++) {
    const count = counts[place]!;
    if (count === 0) continue;
    const mean = sums[place]! / count;
    within += squares[place]! - count * mean * mean;
    between += mean * mean;
    noise += 1 / count;
    places += 1;
    known += count;
  }
  const variance = within / Math.max(1, known - places);
  const kept = between > 0 ? Math.max(0, 1 - (variance * noise * Math.max(0, places - 2)) / places / between) : 0;
  return sums.map((sum, place) => (counts[place]! > 0 ? (kept * sum) / counts[place]! : 0));
}

function movingMean(values: Float64Array, t: number, season: number): number {
  const half = season / 2;
  let [sum, weight] = [0, 0];
  for (let at = Math.max(0, Math.ceil(t - half)); at <= Math.min(values.length - 1, t + half); at++) {
    if (Number.isNaN(values[at]!)) continue;
    const share = Math.abs(at - t) === half ? 0.5 : 1;
    sum += share * values[at]!;
    weight += share;
  }
  return sum / weight;
}
