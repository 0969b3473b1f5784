import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { linearProgram, openHighs } from "../../../../bench/solve-with-highs.ts";
import { mulberry32 } from "../../prng.ts";
import { buildNetworks } from "./build-networks.ts";
import { solveTransport } from "./network-simplex.ts";
import type { Arcs } from "./spanning-tree.ts";
import { TRANSFER_TERMS } from "./terms.ts";
import { randomProblem } from "./transfers.fixtures.ts";

const arcsOf = (rows: readonly (readonly [from: number, to: number, cost: number])[]): Arcs => ({
  count: rows.length,
  from: Int32Array.from(rows, ([from]) => from),
  to: Int32Array.from(rows, ([, to]) => to),
  cost: Float64Array.from(rows, ([, , cost]) => cost),
});
const solve = (supply: number[], demand: number[], penalty: number[], rows: Parameters<typeof arcsOf>[0]) =>
  solveTransport(Int32Array.from(supply), Int32Array.from(demand), Float64Array.from(penalty), arcsOf(rows));

/** A small problem of any shape: zero supplies, equal costs, parallel arcs, demands without arcs. */
function randomCase(rng: () => number) {
  const upTo = (most: number) => Math.floor(rng() * (most + 1));
  const supply = Int32Array.from({ length: 1 + upTo(8) }, () => upTo(6));
  const demand = Int32Array.from({ length: 1 + upTo(8) }, () => 1 + upTo(5));
  const penalty = Float64Array.from(demand, () => upTo(40));
  const rows = Array.from(
    { length: upTo(50) },
    () => [upTo(supply.length - 1), upTo(demand.length - 1), upTo(30)] as const,
  );
  return { supply, demand, penalty, arcs: arcsOf(rows) };
}

describe("beside HiGHS", () => {
  let highs: Awaited<ReturnType<typeof openHighs>>;
  beforeAll(async () => {
    highs = await openHighs();
  });
  afterAll(() => highs.close());
  const optimum = async (network: Parameters<typeof linearProgram>[0]) => {
    const { isOptimal, objective } = await highs.solve({
      program: linearProgram(network),
      whole: false,
      limitSeconds: 20,
    });
    expect(isOptimal).toBe(true);
    return objective;
  };

  test("the objective is the same on 200 random cases, and the flow keeps to what there is", async () => {
    const rng = mulberry32(42);
    for (let i = 0; i < 200; i++) {
      const { supply, demand, penalty, arcs } = randomCase(rng);
      const { flow, short, objective } = solveTransport(supply, demand, penalty, arcs);
      const theirs = await optimum({ supply, demand, penalty, arcs });
      expect(Math.abs(objective - theirs)).toBeLessThan(1e-6 * (1 + objective));
      const left = supply.slice();
      const missing = demand.slice();
      let cost = 0;
      for (let arc = 0; arc < arcs.count; arc++) {
        expect(flow[arc]!).toBeGreaterThanOrEqual(0);
        left[arcs.from[arc]!]! -= flow[arc]!;
        missing[arcs.to[arc]!]! -= flow[arc]!;
        cost += flow[arc]! * arcs.cost[arc]!;
      }
      expect(left.every((units) => units >= 0)).toBe(true);
      expect([...missing]).toEqual([...short]);
      expect(cost + short.reduce((sum, units, d) => sum + units * penalty[d]!, 0)).toBe(objective);
    }
  });

  test("the objective is the same on the networks of a fleet of 900", async () => {
    const problem = randomProblem(mulberry32(7), { sites: 40, assets: 900, types: 3 });
    for (const { supply, demand, penalty, arcs } of buildNetworks(problem, TRANSFER_TERMS)) {
      expect(arcs.count).toBeGreaterThan(500);
      const theirs = await optimum({ supply, demand, penalty, arcs });
      const { objective } = solveTransport(supply, demand, penalty, arcs);
      expect(Math.abs(objective - theirs)).toBeLessThan(1e-9 * objective);
    }
  });
});

test("dual prices bound what one unit more or less is worth", () => {
  const rng = mulberry32(99);
  for (let i = 0; i < 60; i++) {
    const { supply, demand, penalty, arcs } = randomCase(rng);
    const { objective, supplyWorth, demandPrice } = solveTransport(supply, demand, penalty, arcs);
    for (let s = 0; s < supply.length; s++) {
      const more = solveTransport(supply.with(s, supply[s]! + 1), demand, penalty, arcs).objective;
      expect(supplyWorth[s]!).toBeGreaterThanOrEqual(objective - more);
      if (supply[s] === 0) continue;
      const less = solveTransport(supply.with(s, supply[s]! - 1), demand, penalty, arcs).objective;
      expect(supplyWorth[s]!).toBeLessThanOrEqual(less - objective);
    }
    for (let d = 0; d < demand.length; d++) {
      const more = solveTransport(supply, demand.with(d, demand[d]! + 1), penalty, arcs).objective;
      expect(demandPrice[d]!).toBeLessThanOrEqual(more - objective);
      expect(demandPrice[d]!).toBeLessThanOrEqual(penalty[d]!);
    }
  }
});

test("a unit goes where it saves most, and the rest is short", () => {
  const { flow, short, objective, supplyWorth, demandPrice } = solve(
    [1],
    [1, 1],
    [100, 300],
    [
      [0, 0, 10],
      [0, 1, 50],
    ],
  );
  expect([[...flow], [...short], objective]).toEqual([[0, 1], [1, 0], 150]);
  // Another unit would serve the first demand: 100 − 10.
  expect([...supplyWorth]).toEqual([90]);
  expect(demandPrice[0]).toBe(100);
});

test("nothing to move, nothing wanted, no way, or everything at zero is answered as such", () => {
  expect(solve([], [], [], []).objective).toBe(0);
  expect(solve([3], [], [], []).supplyWorth).toEqual(Float64Array.of(0));
  expect(solve([], [2], [7], [])).toMatchObject({
    objective: 14,
    short: Int32Array.of(2),
    demandPrice: Float64Array.of(7),
  });
  expect(solve([5], [2], [7], [])).toMatchObject({ objective: 14, short: Int32Array.of(2) });
  expect(
    solve(
      [0, 0],
      [1],
      [5],
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
    ),
  ).toMatchObject({ objective: 5, short: Int32Array.of(1) });
  expect(solve([2], [2], [0], [[0, 0, 0]]).objective).toBe(0);
});

test("numbers that are none of the problem's are refused", () => {
  expect(() => solve([-1], [1], [1], [])).toThrow("less than nothing");
  expect(() => solve([1], [0], [1], [])).toThrow("a demand of nothing");
  expect(() => solve([1], [1], [0.5], [])).toThrow("a penalty");
  for (const cost of [-1, 0.5, Number.NaN, 2 ** 41])
    expect(() => solve([1], [1], [5], [[0, 0, cost]])).toThrow("a cost");
});
