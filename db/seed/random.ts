/** Chance that repeats: every part of the demo draws from a stream of its own, so that a change in one leaves the others alone. */
import { mulberry32, type Rng } from "../../server/domain/prng.ts";

const SEED = 0x5eed_2026;

export type Dice = {
  /** A number in [from, to). */
  between: (from: number, to: number) => number;
  /** A whole number in [from, to]. */
  int: (from: number, to: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** One of `from` with a likelihood in proportion to its weight. */
  weighted: <T>(from: readonly T[], weight: (item: T) => number) => T;
  /** Roughly normal, never farther than three and a half deviations from the mean. */
  normal: (mean: number, deviation: number) => number;
  shuffled: <T>(items: readonly T[]) => T[];
};

/** The dice of one part, named by `label`. */
export function dice(label: string): Dice {
  const rng = mulberry32(hash(label) ^ SEED);
  const between = (from: number, to: number) => from + rng() * (to - from);
  const int = (from: number, to: number) => from + Math.floor(rng() * (to - from + 1));
  return {
    between,
    int,
    chance: (probability) => rng() < probability,
    pick: (from) => from[Math.floor(rng() * from.length)]!,
    weighted: (from, weight) => {
      const weights = from.map(weight);
      let left = rng() * weights.reduce((sum, each) => sum + each, 0);
      return from.find((_, i) => (left -= weights[i]!) < 0) ?? from.at(-1)!;
    },
    // The sum of four uniform numbers has a variance of a third.
    normal: (mean, deviation) => mean + deviation * (rng() + rng() + rng() + rng() - 2) * Math.sqrt(3),
    shuffled: (items) => {
      const mixed = [...items];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(0, i);
        [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
      }
      return mixed;
    },
  };
}

/** Makes ids of the shape of UUIDv7 whose time is the row's and whose rest comes from the seed. */
export function idSource(label: string): (at: Date | number) => string {
  const rng = mulberry32(hash(label) ^ SEED);
  return (at) => uuid(Number(at), rng);
}

function uuid(epochMs: number, rng: Rng): string {
  const time = Math.floor(epochMs).toString(16).padStart(12, "0");
  const hex = (bits: number) =>
    Math.floor(rng() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, "0");
  const variant = (8 + Math.floor(rng() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}${hex(12)}-${hex(24)}${hex(24)}`;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
