import { expect, test } from "bun:test";
import { mulberry32 } from "../../prng.ts";
import { consolidateTrips } from "./consolidate-trips.ts";
import type { DemandLot, SupplyLot, TransferProblem } from "./lots.ts";
import { planTransfers } from "./plan-transfers.ts";
import { TRANSFER_TERMS } from "./terms.ts";
import { randomProblem } from "./transfers.fixtures.ts";

const TRUCK = 24;
const SITES = [
  { siteId: "berlin", lat: 52.52, lon: 13.405 },
  { siteId: "munich", lat: 48.137, lon: 11.575 },
];
const consolidated = (supplies: Partial<SupplyLot>[], demands: Partial<DemandLot>[], tonnes = 8) => {
  const problem: TransferProblem = {
    sites: SITES,
    supplies: supplies.map((of) => ({ siteId: "munich", typeId: "T", availableDay: 0, quantity: 1, ...of })),
    demands: demands.map((of) => ({
      siteId: "berlin",
      typeId: "T",
      needDay: 9,
      days: 5,
      quantity: 1,
      penalty: 9000,
      ...of,
    })),
    tonnes: new Map([["T", tonnes]]),
  };
  const plan = planTransfers(problem, TRANSFER_TERMS);
  return { plan, ...consolidateTrips(plan, problem, TRANSFER_TERMS, TRUCK) };
};

test("machines of one way share a truck as far as it carries, and its kilometres are paid once", () => {
  const { plan, trips, cost } = consolidated([{ quantity: 4 }], [{ quantity: 4 }]);
  expect(trips.map(({ loads, tonnes }) => [loads[0]!.quantity, tonnes])).toEqual([
    [3, 24],
    [1, 8],
  ]);
  expect(plan.cost - cost).toBeCloseTo(2 * plan.moves[0]!.transport, 6);
});

test("a truck waits for what is ready later while nothing is late for it, and not where the wait costs more than a truck", () => {
  const [early, late] = [{}, { availableDay: 4 }];
  expect(consolidated([early, late], [{}, {}]).trips).toMatchObject([{ departDay: 4, loads: { length: 2 } }]);
  // Two days late of one: the whole penalty, which is more than the truck.
  const urgent = consolidated([early, late], [{ needDay: 2, days: 1 }, {}]);
  expect(urgent.trips.map(({ departDay }) => departDay)).toEqual([0, 4]);
  expect(urgent.cost).toBeCloseTo(urgent.plan.cost, 6);
});

test("nothing waits into its own service, and what is heavier than a truck goes alone", () => {
  const served = consolidated([{ maintenance: { fromDay: 3, untilDay: 6 } }, { availableDay: 4 }], [{}, {}]);
  expect(served.trips.map(({ departDay }) => departDay)).toEqual([0, 4]);
  expect(consolidated([{ quantity: 2 }], [{ quantity: 2 }], 40).trips).toHaveLength(2);
});

test("a fleet's trips carry every move once, within weight and horizon, and never cost more than a truck for each", () => {
  for (const seed of [1, 2, 3]) {
    const problem = randomProblem(mulberry32(seed), { sites: 30, assets: 600, types: 4 });
    const plan = planTransfers(problem, TRANSFER_TERMS);
    const { trips, cost } = consolidateTrips(plan, problem, TRANSFER_TERMS, TRUCK);
    const carried = new Map<string, number>();
    for (const { fromSiteId, toSiteId, loads, tonnes, departDay, arrivalDay } of trips) {
      const units = loads.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(units === 1 || tonnes <= TRUCK).toBe(true);
      expect(arrivalDay).toBeLessThan(TRANSFER_TERMS.horizonDays);
      for (const { supply, demand, quantity } of loads) {
        carried.set(`${supply} ${demand}`, (carried.get(`${supply} ${demand}`) ?? 0) + quantity);
        expect(departDay).toBeGreaterThanOrEqual(problem.supplies[supply]!.availableDay);
        expect([fromSiteId, toSiteId]).toEqual([problem.supplies[supply]!.siteId, problem.demands[demand]!.siteId]);
      }
    }
    expect(carried).toEqual(
      new Map(plan.moves.map(({ supply, demand, quantity }) => [`${supply} ${demand}`, quantity])),
    );
    expect(cost).toBeLessThan(plan.cost);
  }
});

test("a plan without moves needs no trips", () => {
  expect(consolidated([], [{}])).toMatchObject({ trips: [], cost: 9000 });
});
