import { expect, test } from "bun:test";
import { judge } from "./metrics.ts";
import { LEVELS } from "./quantiles.ts";

const flat = (value: number) => new Float64Array(LEVELS.length).fill(value);

test("MASE is the median's mean error in units of what the last season would have missed", () => {
  // Season 2: |3 − 1|, |4 − 2|, |5 − 3| give the scale 2; the errors are 1 and 3, so 2 ÷ 2.
  const { mase } = judge([{ history: [1, 2, 3, 4, 5], actual: [6, 9], forecast: [flat(5), flat(6)] }], 2);
  expect(mase).toBeCloseTo(1, 12);
});

test("a series whose last season repeats itself has no scale and is left out of MASE, not of WQL", () => {
  const still = { history: [4, 4, 4, 4], actual: [5], forecast: [flat(4)] };
  const moving = { history: [1, 2, 3, 4], actual: [6], forecast: [flat(5)] };
  expect(judge([still, moving], 2).mase).toBeCloseTo(0.5, 12);
  expect(judge([still], 2)).toEqual({ mase: 0, wql: expect.closeTo(1 / 5, 12) });
});

test("WQL weighs an error by its level and sums over the set before it divides", () => {
  // Too low by 1 at every level: 2 · Σ τ ÷ 9 = 1. Too high by 2: 2 · 2 · Σ (1 − τ) ÷ 9 = 2.
  const low = { history: [1, 2, 3], actual: [10], forecast: [flat(9)] };
  const high = { history: [1, 2, 3], actual: [5], forecast: [flat(7)] };
  expect(judge([low], 1).wql).toBeCloseTo(1 / 10, 12);
  expect(judge([high], 1).wql).toBeCloseTo(2 / 5, 12);
  expect(judge([low, high], 1).wql).toBeCloseTo(3 / 15, 12);
});
