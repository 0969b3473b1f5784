import { expect, test } from "bun:test";
import { ecodScores, tailsOf } from "./ecod.ts";

test("tail shares count what is as low or as high, ties included", () => {
  const { low, high } = tailsOf(Float64Array.of(3, 1, 3, 10));
  expect([...low]).toEqual([3 / 4, 1 / 4, 3 / 4, 1]);
  expect([...high]).toEqual([3 / 4, 1, 3 / 4, 1 / 4]);
});

test("the score is the one computed by hand", () => {
  // a is skewed to the right, b to the left, c not at all.
  const a = Float64Array.of(1, 2, 3, 14);
  const b = Float64Array.of(-14, -2, -3, -1);
  const c = Float64Array.of(1, 2, 3, 4);
  const columns = [a, b, c];
  const scores = ecodScores({ rows: 4, columns }, columns.map(tailsOf));
  const ln = Math.log;
  // Per feature max(−ln low, −ln high, the skewed side's): a: max(ln 4, 0, 0), max(ln 2, ln 4/3, ln 4/3), …; c takes both sides together.
  const byHand = [
    ln(4) + ln(4) + ln(4),
    ln(2) + ln(2) + (ln(2) + ln(4 / 3)),
    ln(2) + ln(2) + (ln(4 / 3) + ln(2)),
    ln(4) + ln(4) + ln(4),
  ];
  for (let row = 0; row < 4; row++) expect(scores[row]!).toBeCloseTo(byHand[row]!, 12);
});

test("what is not known adds nothing and shifts nobody's share", () => {
  const values = Float64Array.of(1, Number.NaN, 2, 3);
  const tails = tailsOf(values);
  expect([tails.low[0], tails.low[1], tails.low[3]]).toEqual([1 / 3, Number.NaN, 1]);
  const scores = ecodScores({ rows: 4, columns: [values] }, [tails]);
  expect(scores[1]).toBe(0);
  expect(scores.every(Number.isFinite)).toBe(true);
});
