/**
 * Isolation Forest (Liu, Ting and Zhou 2008): what few random cuts set apart from its peers is unlike them. 100 trees of 256 machines each, the
 * mean over three seeds.
 */
import { rngFor, type Rng } from "../random.ts";
import type { Matrix } from "./features.ts";

const TREES = 100;
const SAMPLE = 256;
const SEEDS = 3;
const EULER = 0.577_215_664_901_532_9;

/** Mean length of an unsuccessful search in a binary tree of `size` keys: 2·H(size − 1) − 2·(size − 1)/size. */
function meanPath(size: number): number {
  if (size <= 1) return 0;
  if (size === 2) return 1;
  return 2 * (Math.log(size - 1) + EULER) - (2 * (size - 1)) / size;
}

/**
 * The anomaly score of each row, 2^(−mean path ÷ mean path of a sample): near 1 is unlike all others, below ½ is ordinary. Every value must be known.
 */
export function isolationScores(matrix: Matrix, seed: number): Float64Array {
  const { rows } = matrix;
  const scores = new Float64Array(rows);
  const sample = Math.min(SAMPLE, rows);
  const normal = meanPath(sample);
  if (normal === 0) return scores.fill(0.5);
  const lengths = new Float64Array(rows);
  const sampled = Int32Array.from({ length: rows }, (_, row) => row);
  const visitors = sampled.slice();
  const limit = Math.ceil(Math.log2(sample));
  for (let run = 0; run < SEEDS; run++) {
    const rng = rngFor(seed, `isolation ${run}`);
    lengths.fill(0);
    for (let tree = 0; tree < TREES; tree++) {
      // A sample without repeats: the first places of a partial shuffle.
      for (let i = 0; i < sample; i++) {
        const other = i + Math.floor(rng() * (rows - i));
        [sampled[i], sampled[other]] = [sampled[other]!, sampled[i]!];
      }
      grow({ columns: matrix.columns, sampled, visitors, limit, lengths, rng }, 0, sample, 0, rows, 0);
    }
    for (let row = 0; row < rows; row++) scores[row]! += 2 ** (-lengths[row]! / TREES / normal) / SEEDS;
  }
  return scores;
}

type Tree = {
  columns: readonly Float64Array[];
  sampled: Int32Array;
  visitors: Int32Array;
  limit: number;
  lengths: Float64Array;
  rng: Rng;
};

/**
 * Grows one tree over sampled[from … to) and at once sends the rows visitors[first … last) that come this way down it; adds their path lengths. Both
 * lists are parted in place.
 */
function grow(tree: Tree, from: number, to: number, first: number, last: number, depth: number): void {
  if (first === last) return;
  const cut = to - from > 1 && depth < tree.limit ? randomCut(tree, from, to) : null;
  if (!cut) {
    const length = depth + meanPath(to - from);
    for (let i = first; i < last; i++) tree.lengths[tree.visitors[i]!]! += length;
    return;
  }
  const middle = part(tree.sampled, from, to, cut);
  const centre = part(tree.visitors, first, last, cut);
  grow(tree, from, middle, first, centre, depth + 1);
  grow(tree, middle, to, centre, last, depth + 1);
}

type Cut = { values: Float64Array; at: number };

/** Brings the rows below the cut to the front of list[from … to) and says where the others begin. */
function part(list: Int32Array, from: number, to: number, { values, at }: Cut): number {
  let middle = from;
  for (let i = from; i < to; i++) {
    const row = list[i]!;
    if (values[row]! >= at) continue;
    list[i] = list[middle]!;
    list[middle++] = row;
  }
  return middle;
}

/** A random place between the least and the greatest value of a random feature, of those that differ. */
function randomCut({ columns, sampled, rng }: Tree, from: number, to: number): Cut | null {
  const start = Math.floor(rng() * columns.length);
  for (let tried = 0; tried < columns.length; tried++) {
    const values = columns[(start + tried) % columns.length]!;
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = from; i < to; i++) {
      const value = values[sampled[i]!]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    // Not the least itself, or nothing would lie below it.
    if (most > least) return { values, at: least + (most - least) * (1 - rng()) };
  }
  return null;
}
