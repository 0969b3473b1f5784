import { describe, expect, test } from "bun:test";
import { mulberry32 } from "../../prng.ts";
import { buildNetworks } from "./build-networks.ts";
import { demandTranches, type DemandLot, type SupplyLot, type TransferProblem } from "./lots.ts";
import { planTransfers } from "./plan-transfers.ts";
import { TRANSFER_TERMS } from "./terms.ts";
import { randomProblem } from "./transfers.fixtures.ts";

/** Berlin, Potsdam and Munich. */
const SITES = [
  { siteId: "berlin", lat: 52.52, lon: 13.405 },
  { siteId: "potsdam", lat: 52.391, lon: 13.065 },
  { siteId: "munich", lat: 48.137, lon: 11.575 },
];
const supply = (of: Partial<SupplyLot>): SupplyLot => ({
  siteId: "potsdam",
  typeId: "T",
  availableDay: 0,
  quantity: 1,
  ...of,
});
const demand = (of: Partial<DemandLot>): DemandLot => ({
  siteId: "berlin",
  typeId: "T",
  needDay: 2,
  days: 10,
  quantity: 1,
  penalty: 4000,
  ...of,
});
const plan = (supplies: SupplyLot[], demands: DemandLot[], of: Partial<TransferProblem> = {}) =>
  planTransfers({ sites: SITES, supplies, demands, tonnes: new Map([["T", 20]]), ...of }, TRANSFER_TERMS);

describe("one move", () => {
  test("comes from the nearest site, with what it costs and when it arrives", () => {
    const { moves, shortages, cost, costOfNothing } = plan([supply({ siteId: "munich" }), supply({})], [demand({})]);
    expect(moves).toHaveLength(1);
    const [move] = moves;
    expect(move).toMatchObject({
      fromSiteId: "potsdam",
      toSiteId: "berlin",
      supply: 1,
      demand: 0,
      quantity: 1,
      departDay: 0,
      arrivalDay: 1,
    });
    // 27.1 km as the crow flies, × 1.3 by road; ÷ (1 − 0.163) × 1.41 and × 20 t × 0.062 kg ÷ 1000 × 80.
    expect(move!.km).toBeWithin(34.8, 35.8);
    expect(move!.transport).toBeCloseTo((move!.km / 0.837) * 1.41, 1);
    expect(move!.carbon).toBeCloseTo((move!.km * 20 * 0.062 * 80) / 1000, 1);
    expect(move!.lateness).toBe(0);
    expect(move!.saving).toBeCloseTo(4000 - move!.transport - move!.carbon, 6);
    expect(shortages).toEqual([]);
    expect(costOfNothing).toBe(4000);
    expect(cost).toBeCloseTo(4000 - move!.saving, 6);
  });

  test("does not happen where it costs more than the shortage, arrives after the horizon or is of another type", () => {
    const short = [{ demand: 0, quantity: 1, worth: 50 }];
    expect(plan([supply({})], [demand({ penalty: 50 })])).toMatchObject({ moves: [], shortages: short, cost: 50 });
    const late = plan([supply({ availableDay: 13 })], [demand({ needDay: 13 })]);
    expect([late.moves.length, late.shortages.length]).toEqual([0, 1]);
    expect(plan([supply({ availableDay: 12 })], [demand({ needDay: 13 })]).moves).toHaveLength(1);
    expect(plan([supply({ typeId: "U" })], [demand({})])).toMatchObject({ moves: [], cost: 4000 });
  });

  test("that comes late loses the days that it is not there", () => {
    const [move] = plan([supply({ availableDay: 6 })], [demand({})]).moves;
    expect(move).toMatchObject({ departDay: 6, arrivalDay: 7, lateness: 2000 });
  });

  test("waits for a service that it would run into, and not for one that it is back from or never meets", () => {
    const departOf = (maintenance: SupplyLot["maintenance"]) =>
      plan([supply({ maintenance })], [demand({})]).moves[0]?.departDay;
    expect(departOf({ fromDay: 0, untilDay: 3 })).toBe(3);
    expect(departOf({ fromDay: 1, untilDay: 4 })).toBe(4);
    expect(departOf({ fromDay: 2, untilDay: 4 })).toBe(0);
    expect(departOf({ fromDay: -3, untilDay: 0 })).toBe(0);
  });

  test("is not one where a unit of the same site will do, and the next best unit's price explains it", () => {
    const both = plan([supply({ siteId: "berlin" }), supply({})], [demand({})]);
    expect([both.moves, both.staying, both.cost]).toEqual([[], 1, 0]);
    const twice = plan([supply({ siteId: "berlin" }), supply({})], [demand({ quantity: 2 })]);
    expect([twice.moves.length, twice.staying]).toEqual([1, 1]);
    expect(twice.moves[0]!.supplyWorth).toBeGreaterThanOrEqual(0);
    expect(twice.moves[0]!.demandPrice).toBeLessThanOrEqual(4000);
  });
});

describe("tranches", () => {
  test("are priced by their likelihood, and the units go where it is highest", () => {
    const of = { siteId: "berlin", typeId: "T", needDay: 2, days: 10 };
    const tranches = demandTranches(of, [1, 0.5, 0.1, 0], { margin: 300, sla: 100 });
    expect(tranches.map(({ penalty }) => penalty)).toEqual([4000, 2000, 400]);
    const { moves, shortages } = plan([supply({ quantity: 2 })], tranches);
    expect(moves.map((move) => move.demand)).toEqual([0, 1]);
    expect(shortages).toEqual([{ demand: 2, quantity: 1, worth: expect.any(Number) }]);
  });
});

test("nothing at all, nothing wanted, or units and penalties of zero make a plan without moves", () => {
  const nothing = { moves: [], staying: 0, shortages: [], costOfNothing: 0, cost: 0 };
  expect(plan([], [])).toEqual(nothing);
  expect(plan([supply({})], [])).toEqual(nothing);
  expect(plan([supply({ quantity: 0 })], [demand({ quantity: 0 }), demand({ penalty: 0 })])).toEqual(nothing);
  expect(plan([], [demand({})])).toMatchObject({
    moves: [],
    cost: 4000,
    shortages: [{ demand: 0, quantity: 1, worth: 4000 }],
  });
});

test("lots that make no sense are refused", () => {
  expect(() => plan([supply({ siteId: "moon" })], [])).toThrow("none of the sites");
  expect(() => plan([], [demand({ quantity: 1.5 })])).toThrow("1.5 units");
  expect(() => plan([], [demand({ days: 0 })])).toThrow("0 days");
  expect(() => plan([], [demand({ penalty: Number.NaN })])).toThrow("NaN");
});

test("a fleet's plan costs what its moves and shortages add up to, moves nothing twice and is the same whatever the order", () => {
  const problem = randomProblem(mulberry32(21), { sites: 60, assets: 900, types: 4 });
  const answer = planTransfers(problem, TRANSFER_TERMS);
  expect(answer.moves.length).toBeGreaterThan(50);
  expect(answer.cost).toBeLessThan(0.8 * answer.costOfNothing);
  const used = new Map<number, number>();
  const served = new Map<number, number>();
  for (const { supply, demand, quantity, saving, arrivalDay } of answer.moves) {
    used.set(supply, (used.get(supply) ?? 0) + quantity);
    served.set(demand, (served.get(demand) ?? 0) + quantity);
    expect(saving).toBeGreaterThan(0);
    expect(arrivalDay).toBeLessThan(TRANSFER_TERMS.horizonDays);
  }
  for (const [lot, quantity] of used) expect(quantity).toBeLessThanOrEqual(problem.supplies[lot]!.quantity);
  for (const { demand, quantity } of answer.shortages)
    expect((served.get(demand) ?? 0) + quantity).toBeLessThanOrEqual(problem.demands[demand]!.quantity);
  const turned = { ...problem, supplies: problem.supplies.toReversed(), sites: problem.sites.toReversed() };
  expect(planTransfers(turned, TRANSFER_TERMS).cost).toBeCloseTo(answer.cost, 6);
});

test("a demand is offered the nearest sites alone, as many as the terms say", () => {
  const supplies = SITES.map(({ siteId }) => supply({ siteId, quantity: 1 }));
  const networkOf = (nearest: number) => {
    const problem = { sites: SITES, supplies, demands: [demand({})], tonnes: new Map<string, number>() };
    return buildNetworks(problem, { ...TRANSFER_TERMS, nearest })[0]!;
  };
  expect([...networkOf(2).arcs.from]).toEqual([0, 1]);
  expect(networkOf(3).arcs.count).toBe(3);
});
