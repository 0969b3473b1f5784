/** Seeded draws for simulations: uniform, normal, gamma and Poisson numbers that are the same wherever they are drawn. */
import { mulberry32, type Rng } from "../prng.ts";

export type { Rng };

/** A generator of its own for each key, so that what is drawn for one series does not depend on the others beside it (FNV-1a). */
export function rngFor(seed: number, key: string): Rng {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return mulberry32(hash);
}

/** A standard normal number (Marsaglia's polar method; the second of the pair is thrown away). */
export function drawNormal(rng: Rng): number {
  for (;;) {
    const x = 2 * rng() - 1;
    const y = 2 * rng() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** A gamma number of this shape and mean 1 (Marsaglia and Tsang 2000; below shape 1 by their boost). An infinite shape is always 1. */
export function drawGamma(rng: Rng, shape: number): number {
  if (shape === Number.POSITIVE_INFINITY) return 1;
  if (shape < 1) {
    const boosted = drawGamma(rng, shape + 1) * (shape + 1);
    return (boosted * (1 - rng()) ** (1 / shape)) / shape;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(rng);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

/** Above this mean a Poisson number is drawn in parts, so that exp(-mean) does not vanish. */
const POISSON_PART = 30;

/** A Poisson number (Knuth's product of uniforms). */
export function drawPoisson(rng: Rng, mean: number): number {
  let count = 0;
  let left = mean;
  while (left > 0) {
    const limit = Math.exp(-Math.min(left, POISSON_PART));
    left -= POISSON_PART;
    for (let product = rng(); product > limit; product *= rng()) count += 1;
  }
  return count;
}
