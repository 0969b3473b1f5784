import { expect, test } from "bun:test";
import { fittedView, moved, MOST_SCALE, swiped, WHOLE, zoomedAt } from "./zoom-pan.ts";

const frame = { width: 400, height: 300 };

test("what lies under the fingers stays there", () => {
  const view = zoomedAt(WHOLE, 2, { x: 100, y: -50 }, frame);
  expect(view).toEqual({ scale: 2, x: -100, y: 50 });
  expect(zoomedAt(view, 0.5, { x: 100, y: -50 }, frame)).toEqual(WHOLE);
});

test("the picture is never smaller than whole, too large, or moved out of its frame", () => {
  expect(zoomedAt(WHOLE, 0.2, { x: 9, y: 9 }, frame)).toEqual(WHOLE);
  expect(zoomedAt(WHOLE, 99, { x: 0, y: 0 }, frame).scale).toBe(MOST_SCALE);
  expect(moved(WHOLE, { x: 80, y: 80 }, frame)).toEqual(WHOLE);
  expect(moved({ scale: 2, x: 0, y: 0 }, { x: 999, y: -999 }, frame)).toEqual({
    scale: 2,
    x: 200,
    y: -150,
  });
  expect(fittedView({ scale: 3, x: 10, y: 20 }, frame)).toEqual({ scale: 3, x: 10, y: 20 });
});

test("a swipe is wide and level", () => {
  expect([
    swiped({ x: -90, y: 10 }),
    swiped({ x: 90, y: -20 }),
    swiped({ x: 30, y: 0 }),
    swiped({ x: 80, y: 70 }),
  ]).toEqual([1, -1, 0, 0]);
});
