import { expect, test } from "bun:test";
import { opensOffline, triesLeft } from "./tries.ts";

test("five wrong PINs are one too many", () => {
  expect([0, 1, 4, 5, 6].map(triesLeft)).toEqual([5, 4, 1, 0, 0]);
});

test("a week without the server is too long, and a clock that was set back opens nothing", () => {
  const day = 86_400_000;
  expect(opensOffline(0, 6 * day)).toBe(true);
  expect(opensOffline(0, 7 * day)).toBe(false);
  expect(opensOffline(10 * day, 2 * day)).toBe(false);
});
