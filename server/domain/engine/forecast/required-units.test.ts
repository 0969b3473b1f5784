import { expect, test } from "bun:test";
import { requiredUnits, type UnitsInput } from "./required-units.ts";

const quiet = (days: number) => Array.from({ length: days }, () => ({ mean: 0, dispersion: 0 }));
const input = (of: Partial<UnitsInput>): UnitsInput => ({
  siteId: "S1",
  typeId: "excavator",
  contracts: [],
  arrivals: quiet(7),
  durations: [],
  slips: [],
  ...of,
});
const p50 = (of: Partial<UnitsInput>) => requiredUnits([input(of)], 1)[0]!.days.map((day) => day.p50);

test("without slips contracts end as planned, reservations begin on their day, and nothing is drawn", () => {
  const contracts = [
    { startDay: -10, plannedEndDay: 2 },
    { startDay: -3, plannedEndDay: 90 },
    { startDay: 4, plannedEndDay: 5 },
    { startDay: 30, plannedEndDay: 40 },
  ];
  expect(p50({ contracts })).toEqual([2, 2, 2, 1, 2, 2, 1]);
  const days = requiredUnits([input({ contracts })], 1)[0]!.days;
  expect(days.map(({ p10, p90 }) => [p10, p90])).toEqual(days.map(({ p50 }) => [p50, p50]));
  expect([...days[0]!.atLeast]).toEqual([1, 1]);
});

test("slips are drawn among those that a contract can still have", () => {
  // Planned for day 1; slips of −5 are past (it is still there), so it ends on day 1 or 3 with equal chance.
  const [unit] = requiredUnits([input({ contracts: [{ startDay: -9, plannedEndDay: 1 }], slips: [-5, 0, 2] })], 1);
  const chances = unit!.days.map(({ atLeast }) => atLeast[0] ?? 0);
  expect(chances.slice(0, 2)).toEqual([1, 1]);
  expect(chances[2]).toBeWithin(0.4, 0.6);
  expect(chances[3]).toBe(chances[2]);
  expect(chances[4]).toBe(0);
});

test("one that is overdue beyond all slips is still there today and ends some day", () => {
  const [unit] = requiredUnits(
    [input({ contracts: [{ startDay: -99, plannedEndDay: -50 }], slips: [-1, 0, 3, 5] })],
    1,
  );
  const chances = unit!.days.map(({ atLeast }) => atLeast[0] ?? 0);
  expect(chances[0]).toBe(1);
  expect(chances[3]).toBeWithin(0.4, 0.6);
  expect(chances[5]).toBe(0);
  expect(p50({ contracts: [{ startDay: -99, plannedEndDay: -50 }] })).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test("arrivals fill up to arrivals × duration (Little's law), with the forecast's variance on the first day", () => {
  const [mean, dispersion] = [3, 0.4];
  const arrivals = Array.from({ length: 30 }, () => ({ mean, dispersion }));
  const many = Array.from({ length: 40 }, (_, i) => input({ siteId: `S${i}`, arrivals, durations: [2, 4, 6] }));
  const answers = requiredUnits(many, 1);
  const average = (day: number) => answers.reduce((sum, { days }) => sum + days[day]!.mean, 0) / many.length;
  expect(average(0)).toBeWithin(2.9, 3.1);
  expect(average(29)).toBeWithin(11.7, 12.3);
  // E[D²] = Σ (2k − 1) · P(D ≥ k).
  const squares = answers.map(({ days }) => days[0]!.atLeast.reduce((sum, share, k) => sum + (2 * k + 1) * share, 0));
  const variance = squares.reduce((sum, square) => sum + square, 0) / many.length - average(0) ** 2;
  expect(variance / (mean + dispersion * mean * mean)).toBeWithin(0.92, 1.08);
});

test("P(D ≥ k) falls with k, and the quantiles read the same way", () => {
  const arrivals = Array.from({ length: 14 }, () => ({ mean: 1.5, dispersion: 0.3 }));
  const [unit] = requiredUnits(
    [input({ arrivals, durations: [1, 3, 8], contracts: [{ startDay: -2, plannedEndDay: 6 }], slips: [0, 1, 2] })],
    5,
  );
  for (const { p10, p50, p90, atLeast } of unit!.days) {
    for (let k = 1; k < atLeast.length; k++) expect(atLeast[k]!).toBeLessThanOrEqual(atLeast[k - 1]!);
    for (const [quantile, level] of [
      [p10, 0.1],
      [p50, 0.5],
      [p90, 0.9],
    ] as const) {
      expect(1 - (atLeast[quantile] ?? 0)).toBeGreaterThanOrEqual(level - 1e-9);
      if (quantile > 0) expect(1 - atLeast[quantile - 1]!).toBeLessThan(level + 1e-9);
    }
  }
});

test("one site's answer does not depend on its company or its place among them", () => {
  const arrivals = Array.from({ length: 7 }, () => ({ mean: 2, dispersion: 0.2 }));
  const [a, b] = [input({ arrivals, durations: [2, 5] }), input({ siteId: "S2", arrivals, durations: [2, 5] })];
  const [first, second] = requiredUnits([a, b], 9);
  expect(requiredUnits([b, a], 9)).toEqual([second!, first!]);
  expect(first!.days).not.toEqual(second!.days);
  expect(requiredUnits([a], 10)[0]).not.toEqual(first);
  expect(requiredUnits([], 9)).toEqual([]);
  expect(requiredUnits([input({ arrivals: [] })], 9)[0]!.days).toEqual([]);
});
