import type { Place } from "../road.ts";

const RADIANS = Math.PI / 180;
/** So few places are looked through one by one. */
const FEW = 256;
/** Some 130 m: so a coordinate stays below 150,000 cells and a key of three of them below 2^53. */
const LEAST_SIDE = 2e-5;

/**
 * The nearest of some places, by a grid of cubes around the points of the unit sphere: no seam at the date line, no narrow cells at the poles, and
 * exact, since the chord through the sphere grows with the great circle. Cells are looked through in shells outwards until no nearer
 * place can follow; where shells grow larger than the set itself, it is looked through one by one.
 */
export class NearestPlaces {
  private readonly points: Float64Array;
  private readonly size: number;
  private readonly cells = new Map<number, number[]>();
  private readonly side: number;

  constructor(places: readonly Place[]) {
    this.size = places.length;
    this.points = new Float64Array(places.length * 3);
    for (const [i, place] of places.entries()) this.points.set(onSphere(place), i * 3);
    this.side = this.sideOfCells();
    if (this.size <= FEW) return;
    for (let i = 0; i < this.size; i++) {
      const key = this.keyOf(this.cell(this.points, i * 3), 0, 0, 0);
      const cell = this.cells.get(key);
      if (cell) cell.push(i);
      else this.cells.set(key, [i]);
    }
  }

  /** Indices of the `count` nearest places, nearest first; of two equally near the earlier one. */
  of(place: Place, count: number): number[] {
    const at = onSphere(place);
    const found = new Found(this.points, at, Math.min(count, this.size));
    if (count <= 0) return [];
    if (this.size <= FEW || count >= this.size) return found.lookAtAll(this.size);
    const centre = this.cell(at, 0);
    let cellsSeen = 0;
    for (let shell = 0; ; shell++) {
      // What lies outside the cubes of the shells before is at least so far away.
      const reach = (shell - 1) * this.side;
      if (reach > 0 && found.isFullWithin(reach)) return found.indices();
      cellsSeen += shell === 0 ? 1 : 24 * shell * shell + 2;
      if (cellsSeen > this.size) return found.lookAtAll(this.size);
      this.lookInShell(centre, shell, found);
    }
  }

  private lookInShell(centre: readonly number[], shell: number, found: Found): void {
    for (let dx = -shell; dx <= shell; dx++) {
      for (let dy = -shell; dy <= shell; dy++) {
        const inside = Math.abs(dx) < shell && Math.abs(dy) < shell;
        for (let dz = -shell; dz <= shell; dz += inside ? 2 * shell : 1) {
          const cell = this.cells.get(this.keyOf(centre, dx, dy, dz));
          if (cell) for (const i of cell) found.look(i);
        }
      }
    }
  }

  /** About four places a cell, were they spread evenly over the rectangle that holds them all. */
  private sideOfCells(): number {
    const { points, size } = this;
    const spans = [0, 1, 2].map((axis) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let i = 0; i < size; i++) {
        least = Math.min(least, points[i * 3 + axis]!);
        most = Math.max(most, points[i * 3 + axis]!);
      }
      return most - least;
    });
    const [, middle, largest] = spans.toSorted((a, b) => a - b);
    return Math.max(LEAST_SIDE, 2 * Math.sqrt((middle! * largest!) / Math.max(1, size)));
  }

  private cell(points: ArrayLike<number>, from: number): readonly number[] {
    return [0, 1, 2].map((axis) => Math.floor((points[from + axis]! + 2) / this.side));
  }

  private keyOf(cell: readonly number[], dx: number, dy: number, dz: number): number {
    return ((cell[0]! + dx) * 200_000 + cell[1]! + dy) * 200_000 + cell[2]! + dz;
  }
}

/** The nearest places so far, by the square of the chord. */
class Found {
  private readonly points: Float64Array;
  private readonly at: readonly [number, number, number];
  private readonly squares: Float64Array;
  private readonly places: Int32Array;
  private count = 0;

  constructor(points: Float64Array, at: readonly [number, number, number], most: number) {
    this.points = points;
    this.at = at;
    this.squares = new Float64Array(Math.max(0, most));
    this.places = new Int32Array(Math.max(0, most));
  }

  look(place: number): void {
    const { points, at, squares, places } = this;
    const x = points[place * 3]! - at[0];
    const y = points[place * 3 + 1]! - at[1];
    const z = points[place * 3 + 2]! - at[2];
    const square = x * x + y * y + z * z;
    let rank = this.count;
    while (rank > 0 && (squares[rank - 1]! > square || (squares[rank - 1] === square && places[rank - 1]! > place)))
      rank -= 1;
    if (rank === squares.length) return;
    squares.copyWithin(rank + 1, rank, Math.min(this.count, squares.length - 1));
    places.copyWithin(rank + 1, rank, Math.min(this.count, squares.length - 1));
    squares[rank] = square;
    places[rank] = place;
    this.count = Math.min(this.count + 1, squares.length);
  }

  /** Starts anew and looks at every place. */
  lookAtAll(size: number): number[] {
    this.count = 0;
    for (let place = 0; place < size; place++) this.look(place);
    return this.indices();
  }

  isFullWithin(reach: number): boolean {
    return this.count === this.squares.length && this.squares[this.count - 1]! <= reach * reach;
  }

  indices(): number[] {
    return Array.from(this.places.subarray(0, this.count));
  }
}

function onSphere({ lat, lon }: Place): readonly [number, number, number] {
  const flat = Math.cos(lat * RADIANS);
  return [flat * Math.cos(lon * RADIANS), flat * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}
