import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openHighs } from "../../../../bench/solve-with-highs.ts";
import { mulberry32 } from "../../prng.ts";
import { consolidateTrips } from "./consolidate-trips.ts";
import type { TransferProblem } from "./lots.ts";
import { planTransfers } from "./plan-transfers.ts";
import { TRANSFER_TERMS } from "./terms.ts";
import { randomProblem } from "./transfers.fixtures.ts";
import { betterTrips, tripProgram } from "./trip-program.ts";

const TRUCK = 24;

describe("with HiGHS", () => {
  let highs: Awaited<ReturnType<typeof openHighs>>;
  beforeAll(async () => {
    highs = await openHighs();
  });
  afterAll(() => highs.close());
  const polished = async (problem: TransferProblem) => {
    const plan = planTransfers(problem, TRANSFER_TERMS);
    const packed = consolidateTrips(plan, problem, TRANSFER_TERMS, TRUCK);
    const { program, read } = tripProgram(problem, TRANSFER_TERMS, TRUCK);
    const { values } = await highs.solve({ program, whole: true, limitSeconds: 10 });
    expect(values).not.toBeNull();
    const found = read(values!);
    expect(found).not.toBeNull();
    return { plan, packed, found: found!, better: betterTrips(packed, found, problem, TRANSFER_TERMS, TRUCK) };
  };

  test("two machines that are not worth a truck each are worth one together", async () => {
    const lot = { siteId: "berlin", typeId: "T", needDay: 9, days: 5, quantity: 1, penalty: 900 };
    const { plan, packed, better } = await polished({
      sites: [
        { siteId: "berlin", lat: 52.52, lon: 13.405 },
        { siteId: "munich", lat: 48.137, lon: 11.575 },
      ],
      supplies: [
        { siteId: "munich", typeId: "T", availableDay: 0, quantity: 1 },
        { siteId: "munich", typeId: "T", availableDay: 2, quantity: 1 },
      ],
      demands: [lot, lot],
      tonnes: new Map([["T", 12]]),
    });
    expect([plan.moves, packed.trips, packed.cost]).toEqual([[], [], 1800]);
    expect(better.trips).toMatchObject([{ departDay: 2, tonnes: 24 }]);
    expect(better.trips[0]!.loads.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    expect(better.cost).toBeLessThan(1500);
  });

  test("what it finds keeps to what there is, and is never dearer than the flow plan's trips", async () => {
    for (const seed of [1, 2]) {
      const problem = randomProblem(mulberry32(seed), { sites: 6, assets: 30, types: 2 });
      const { plan, packed, found, better } = await polished(problem);
      const used = new Map<number, number>();
      for (const { supply, quantity, departDay } of found.moves) {
        used.set(supply, (used.get(supply) ?? 0) + quantity);
        expect(departDay).toBeGreaterThanOrEqual(problem.supplies[supply]!.availableDay);
      }
      for (const [supply, quantity] of used) expect(quantity).toBeLessThanOrEqual(problem.supplies[supply]!.quantity);
      expect(found.cost).toBeGreaterThanOrEqual(plan.cost - 0.01);
      expect(packed.cost).toBeLessThanOrEqual(plan.cost);
      expect(better.cost).toBeLessThanOrEqual(packed.cost);
    }
  });
});

test("columns that ask for more than there is are no moves, and without moves the flow plan's trips stand", () => {
  const problem = randomProblem(mulberry32(1), { sites: 10, assets: 60, types: 3 });
  const { program, read } = tripProgram(problem, TRANSFER_TERMS, TRUCK);
  expect(read(new Float64Array(program.cost.length).fill(9))).toBeNull();
  const nothing = read(new Float64Array(program.cost.length));
  const plan = planTransfers(problem, TRANSFER_TERMS);
  expect([nothing!.moves, nothing!.cost]).toEqual([[], expect.closeTo(plan.costOfNothing, 6)]);
  const packed = consolidateTrips(plan, problem, TRANSFER_TERMS, TRUCK);
  expect(betterTrips(packed, null, problem, TRANSFER_TERMS, TRUCK)).toBe(packed);
  expect(betterTrips(packed, nothing, problem, TRANSFER_TERMS, TRUCK)).toBe(packed);
});
