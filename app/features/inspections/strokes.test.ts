import { expect, test } from "bun:test";
import { addPoint, strokePath } from "./strokes.ts";

test("points that add nothing are left out, and none lies beside the pad", () => {
  const one = addPoint([], [0.12345, -2]);
  expect(one).toEqual([[0.123, 0]]);
  expect(addPoint(one, [0.1251, 0.0001])).toBe(one);
  expect(addPoint(one, [2, 0.5])).toEqual([
    [0.123, 0],
    [1, 0.5],
  ]);
});

test("a stroke is drawn as a line, a point as a dot", () => {
  expect(
    strokePath(
      [
        [0, 0.5],
        [1, 1],
      ],
      300,
      100,
    ),
  ).toBe("M0 50L300 100");
  expect(strokePath([[0.5, 0.5]], 300, 100)).toBe("M150 50h0.1");
  expect(strokePath([], 300, 100)).toBe("");
});
