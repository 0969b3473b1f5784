/**
 * The network simplex method for one transportation problem with a choice not to serve: least Σ cost·flow + Σ penalty·shortage, where
 * a supply gives at most what it has and a demand is met or counted as short. All arcs are uncapacitated and all data whole
 * numbers, so the tree solutions it walks over, and the optimum, are whole numbers.
 *
 * The tree starts as a star around a root that stands for "stays where it is" (supply → root, free) and for "is short" (root → demand, at
 * the penalty): feasible at once, no artificial cost. Trees stay strongly feasible by the choice of the leaving arc, which rules cycling out
 * (Cunningham 1976); arcs enter by block search (Kovács 2015, "Minimum-cost flow algorithms: an experimental evaluation").
 */
import { SpanningTree, type Arcs, type TreeFlow } from "./spanning-tree.ts";

export type Flow = TreeFlow & { pivots: number };

/**
 * Solves the problem to its optimum. Without arcs, supplies or demands the answer is the shortage that is left.
 *
 * @param supply units by supply, whole numbers ≥ 0
 * @param demand units by demand, whole numbers ≥ 1 (a demand of nothing would make the first tree degenerate the wrong way)
 * @param penalty of one unit short by demand, a whole number ≥ 0
 * @param arcs costs are whole numbers ≥ 0 of a small unit of money, below 2^40 so that sums stay exact
 * @throws RangeError where a number is none of these
 */
export function solveTransport(supply: Int32Array, demand: Int32Array, penalty: Float64Array, arcs: Arcs): Flow {
  checkNumbers(supply, demand, penalty, arcs);
  const supplies = supply.length;
  const { from, to, cost, count } = arcs;
  const tree = new SpanningTree(supply, demand, penalty, count);
  const { price } = tree;
  const root = supplies + demand.length;
  // The star's own arcs, one a node, are numbered after the others and may come back.
  const all = count + root;
  const block = Math.max(32, Math.ceil(Math.sqrt(all)));
  let next = 0;
  let pivots = 0;
  for (;;) {
    // The arc that saves most of the first block that has one that saves.
    let entering = -1;
    let least = 0;
    let left = block;
    for (let seen = 0; seen < all; seen++) {
      let reduced: number;
      if (next < count) reduced = cost[next]! + price[from[next]!]! - price[supplies + to[next]!]!;
      else if (next < count + supplies) reduced = price[next - count]!;
      else reduced = penalty[next - count - supplies]! - price[next - count]!;
      if (reduced < least) {
        least = reduced;
        entering = next;
      }
      next = next + 1 === all ? 0 : next + 1;
      left -= 1;
      if (left === 0) {
        if (entering >= 0) break;
        left = block;
      }
    }
    if (entering < 0) break;
    if (entering < count) tree.pivot(entering, from[entering]!, supplies + to[entering]!, cost[entering]!);
    else if (entering < count + supplies) tree.pivot(entering, entering - count, root, 0);
    else tree.pivot(entering, root, entering - count, penalty[entering - count - supplies]!);
    pivots += 1;
  }
  return { ...tree.read(arcs, supplies, penalty), pivots };
}

function checkNumbers(supply: Int32Array, demand: Int32Array, penalty: Float64Array, arcs: Arcs): void {
  const isCost = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 40;
  if (supply.some((units) => units < 0)) throw new RangeError("a supply of less than nothing");
  if (demand.some((units) => units < 1)) throw new RangeError("a demand of nothing");
  if (!penalty.every(isCost)) throw new RangeError("a penalty that is no whole number of 0 or more");
  for (let arc = 0; arc < arcs.count; arc++)
    if (!isCost(arcs.cost[arc]!)) throw new RangeError("a cost that is no whole number of 0 or more");
}
