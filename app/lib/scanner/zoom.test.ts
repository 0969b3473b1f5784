import { expect, test } from "bun:test";
import { fittedZoom, newestOnly, pressedZoom, spread } from "./zoom.ts";

const range = { min: 1, max: 8, step: 0.1 };

test("a wish becomes a value that the camera knows", () => {
  expect(fittedZoom(range, 2.34)).toBe(2.3);
  expect(fittedZoom(range, 0.2)).toBe(1);
  expect(fittedZoom(range, 99)).toBe(8);
  expect(fittedZoom({ min: 1, max: 3, step: 0 }, 1.234)).toBe(1.234);
  expect(fittedZoom({ min: 0.5, max: 1.85, step: 0.5 }, 1.85)).toBe(1.85);
});

test("a press is half as much again, and at least one step", () => {
  expect(pressedZoom(range, 2, 1)).toBe(3);
  expect(pressedZoom(range, 3, -1)).toBe(2);
  expect(pressedZoom({ min: 1, max: 10, step: 5 }, 1, 1)).toBe(6);
  expect(pressedZoom(range, 8, 1)).toBe(8);
});

test("two fingers' distance", () => {
  expect(spread({ clientX: 0, clientY: 0 }, { clientX: 3, clientY: 4 })).toBe(5);
});

test("what is slow gets the newest value, and nothing piles up", async () => {
  const done: number[] = [];
  const gate = Promise.withResolvers<void>();
  const set = newestOnly(async (value: number) => {
    done.push(value);
    if (value === 1) await gate.promise;
  });
  for (const value of [1, 2, 3, 4]) set(value);
  gate.resolve();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(done).toEqual([1, 4]);
});
