import { expect, test } from "bun:test";
import { fillDays, scaleTop, usageTotals } from "./usage-days.ts";

const usage = [
  { day: "2026-02-27", runtimeH: 8, idleH: 2, fuelL: 90 },
  { day: "2026-03-02", runtimeH: 4, idleH: 1, fuelL: null },
];

test("days without a report keep their place, also over a month's end", () => {
  const days = fillDays(usage, 5);
  expect(days.map((entry) => entry.day)).toEqual([
    "2026-02-26",
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
  expect(days.map((entry) => entry.runtimeH)).toEqual([0, 8, 0, 0, 4]);
  expect(fillDays([])).toEqual([]);
});

test("the idle share is of running hours, and absent without any", () => {
  expect(usageTotals(usage)).toEqual({ runtimeH: 12, idleH: 3, idleShare: 0.25 });
  expect(usageTotals([]).idleShare).toBeNull();
});

test("the scale ends on a round hour above the longest day", () => {
  expect(scaleTop(usage)).toBe(8);
  expect(scaleTop([{ day: "2026-03-02", runtimeH: 8.1, idleH: 0, fuelL: null }])).toBe(10);
  expect(scaleTop([])).toBe(2);
});
