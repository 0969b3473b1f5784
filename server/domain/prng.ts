/** A source of numbers in [0, 1). */
export type Rng = () => number;

/**
 * Deterministic random numbers from a 32-bit seed (Tommy Ettinger's mulberry32, public domain).
 * Good enough for test data and demo data; never for anything secret.
 */
export function mulberry32(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
