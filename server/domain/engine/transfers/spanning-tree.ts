/** The spanning tree that the network simplex method walks with, and the flow on it. */

/** Arcs by their three columns; `from` numbers supplies and `to` numbers demands, both from 0. */
export type Arcs = { count: number; from: Int32Array; to: Int32Array; cost: Float64Array };

export type TreeFlow = {
  /** Units on each arc. */
  flow: Int32Array;
  /** Units short, by demand. */
  short: Int32Array;
  /** Σ cost·flow + Σ penalty·shortage. */
  objective: number;
  /** Each supply's dual price: what one unit more would save at most, and one less would cost at least. 0 where units stay behind. */
  supplyWorth: Float64Array;
  /** Each demand's dual price: what one more unit wanted would cost at least; the penalty where units are short. */
  demandPrice: Float64Array;
};

const NONE = -1;

/** Nodes: supplies, then demands, then the root. Each node keeps the arc to its parent, with its flow: what is not in the tree carries nothing. */
export class SpanningTree {
  /** Cost of the way from the root: an arc of the tree has the reduced cost 0. */
  readonly price: Float64Array;
  private readonly parent: Int32Array;
  /** The arc to the parent, by number. */
  private readonly arc: Int32Array;
  /** Whether that arc leads up to the parent, what it carries and costs. */
  private readonly up: Uint8Array;
  private readonly flow: Float64Array;
  private readonly arcCost: Float64Array;
  private readonly depth: Int32Array;
  private readonly child: Int32Array;
  private readonly before: Int32Array;
  private readonly after: Int32Array;
  private readonly stack: Int32Array;

  constructor(supply: Int32Array, demand: Int32Array, penalty: Float64Array, arcs: number) {
    const nodes = supply.length + demand.length + 1;
    const root = nodes - 1;
    this.price = new Float64Array(nodes);
    this.parent = new Int32Array(nodes).fill(root);
    this.arc = Int32Array.from({ length: nodes }, (_, node) => arcs + node);
    this.up = new Uint8Array(nodes);
    this.flow = new Float64Array(nodes);
    this.arcCost = new Float64Array(nodes);
    this.depth = new Int32Array(nodes).fill(1);
    this.child = new Int32Array(nodes).fill(NONE);
    this.before = Int32Array.from({ length: nodes }, (_, node) => node - 1);
    this.after = Int32Array.from({ length: nodes }, (_, node) => (node + 1 < root ? node + 1 : NONE));
    this.stack = new Int32Array(nodes);
    this.up.fill(1, 0, supply.length);
    this.flow.set(supply);
    this.flow.set(demand, supply.length);
    this.price.set(penalty, supply.length);
    this.arcCost.set(penalty, supply.length);
    this.parent[root] = NONE;
    this.depth[root] = 0;
    this.before[root] = NONE;
    this.child[root] = root > 0 ? 0 : NONE;
  }

  /** Brings an arc into the tree and sends along its cycle what the cycle can take. */
  pivot(entering: number, tail: number, head: number, cost: number): void {
    const { parent, depth, up, flow } = this;
    let u = tail;
    let v = head;
    let delta = Number.POSITIVE_INFINITY;
    let leaving = NONE;
    let onTail = true;
    // The cycle runs join → tail → head → join. Of the arcs that empty, the last one on it leaves: on the tail's side the first one
    // met on the way up, on the head's side the last one.
    let fromHead = Number.POSITIVE_INFINITY;
    let leavingHead = NONE;
    while (u !== v) {
      if (depth[u]! >= depth[v]!) {
        if (up[u] === 1 && flow[u]! < delta) {
          delta = flow[u]!;
          leaving = u;
        }
        u = parent[u]!;
      } else {
        if (up[v] === 0 && flow[v]! <= fromHead) {
          fromHead = flow[v]!;
          leavingHead = v;
        }
        v = parent[v]!;
      }
    }
    const join = u;
    if (leavingHead !== NONE && fromHead <= delta) {
      delta = fromHead;
      leaving = leavingHead;
      onTail = false;
    }
    if (leaving === NONE) throw new Error("a cycle without an end: costs are below zero");
    if (delta > 0) {
      for (let node = tail; node !== join; node = parent[node]!) flow[node]! += up[node] === 1 ? -delta : delta;
      for (let node = head; node !== join; node = parent[node]!) flow[node]! += up[node] === 1 ? delta : -delta;
    }
    if (onTail) this.rehang(tail, head, leaving, entering, 1, delta, cost);
    else this.rehang(head, tail, leaving, entering, 0, delta, cost);
  }

  /** Takes the subtree below `leaving` off, turns it around so that `node` is its top, and hangs it below `onto` by the entering arc. */
  private rehang(
    node: number,
    onto: number,
    leaving: number,
    arc: number,
    up: number,
    flow: number,
    cost: number,
  ): void {
    let current = node;
    let above = onto;
    let [newArc, newUp, newFlow, newCost] = [arc, up, flow, cost];
    for (;;) {
      const oldParent = this.parent[current]!;
      const oldArc = this.arc[current]!;
      const oldUp = this.up[current]!;
      const oldFlow = this.flow[current]!;
      const oldCost = this.arcCost[current]!;
      this.cut(current);
      this.hang(current, above);
      this.arc[current] = newArc;
      this.up[current] = newUp;
      this.flow[current] = newFlow;
      this.arcCost[current] = newCost;
      if (current === leaving) break;
      newArc = oldArc;
      newUp = 1 - oldUp;
      newFlow = oldFlow;
      newCost = oldCost;
      above = current;
      current = oldParent;
    }
    this.reprice(node);
  }

  private cut(node: number): void {
    const before = this.before[node]!;
    const after = this.after[node]!;
    if (before === NONE) this.child[this.parent[node]!] = after;
    else this.after[before] = after;
    if (after !== NONE) this.before[after] = before;
  }

  private hang(node: number, onto: number): void {
    const first = this.child[onto]!;
    this.parent[node] = onto;
    this.before[node] = NONE;
    this.after[node] = first;
    if (first !== NONE) this.before[first] = node;
    this.child[onto] = node;
  }

  /** Depths and prices of a subtree, from its top's parent down. */
  private reprice(top: number): void {
    const { stack, parent, price, depth, arcCost, up, child, after } = this;
    let size = 0;
    stack[size++] = top;
    while (size > 0) {
      const node = stack[--size]!;
      const above = parent[node]!;
      depth[node] = depth[above]! + 1;
      price[node] = up[node] === 1 ? price[above]! - arcCost[node]! : price[above]! + arcCost[node]!;
      for (let below = child[node]!; below !== NONE; below = after[below]!) stack[size++] = below;
    }
  }

  /** The flow on the arcs, and the prices as they read outside. */
  read(arcs: Arcs, supplies: number, penalty: Float64Array): TreeFlow {
    const nodes = this.parent.length - 1;
    const flow = new Int32Array(arcs.count);
    const short = new Int32Array(nodes - supplies);
    let objective = 0;
    for (let node = 0; node < nodes; node++) {
      const arc = this.arc[node]!;
      const units = this.flow[node]!;
      if (arc < arcs.count) {
        flow[arc] = units;
        objective += units * arcs.cost[arc]!;
      } else if (arc >= arcs.count + supplies) {
        const demand = arc - arcs.count - supplies;
        short[demand] = units;
        objective += units * penalty[demand]!;
      }
    }
    const { price } = this;
    return { flow, short, objective, supplyWorth: price.slice(0, supplies), demandPrice: price.slice(supplies, nodes) };
  }
}
