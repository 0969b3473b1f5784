import { describe, expect, test } from "bun:test";
import {
  daysIn,
  daysOf,
  firstConflict,
  instantsOf,
  isDay,
  place,
  positionOf,
  sentDays,
  shifted,
  step,
  windowOf,
} from "./calendar-days.ts";

const week = windowOf("week", "2026-03-04");
const bar = (from: string, to: string | null, timeZone: string | null = "Europe/Berlin") => ({ from, to, timeZone });

describe("windows", () => {
  test("weeks begin on Monday, months with their first day", () => {
    expect(week).toEqual({ first: "2026-03-02", days: 7 });
    expect(windowOf("week", "2026-03-08")).toEqual(week);
    expect(windowOf("day", "2026-03-04")).toEqual({ first: "2026-03-04", days: 1 });
    expect(windowOf("month", "2026-02-28")).toEqual({ first: "2026-02-01", days: 28 });
    expect(windowOf("month", "2028-02-01").days).toBe(29);
    expect(daysIn(windowOf("month", "2026-12-31")).at(-1)).toBe("2026-12-31");
  });

  test("go on and back by their own length", () => {
    expect(step("day", "2026-03-01", -1)).toBe("2026-02-28");
    expect(step("week", "2026-03-01", 1)).toBe("2026-03-08");
    expect(step("month", "2026-01-31", 1)).toBe("2026-02-01");
    expect(step("month", "2026-01-31", -1)).toBe("2025-12-01");
  });

  test("are asked for in every zone, within what the server answers", () => {
    const { from, to } = instantsOf(windowOf("month", "2026-03-01"));
    expect([from, to]).toEqual(["2026-02-28T10:00:00.000Z", "2026-04-01T14:00:00.000Z"]);
    expect(Date.parse(to) - Date.parse(from)).toBeLessThan(45 * 86_400_000);
  });

  test("know a day from other text", () => {
    expect([isDay("2026-03-04"), isDay("2026-13-04"), isDay("today"), isDay(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("a bar's place", () => {
  test("is where the site's clocks put it", () => {
    expect(positionOf("2026-03-03T23:00:00Z", "Europe/Berlin", week)).toBe(2);
    expect(positionOf("2026-03-03T23:00:00Z", "America/Denver", week)).toBeCloseTo(1 + 16 / 24);
    // The night in which the clocks go forward is still one column wide.
    const spring = windowOf("week", "2026-03-29");
    expect(positionOf("2026-03-29T22:00:00Z", "Europe/Berlin", spring)).toBe(7);
  });

  test("is cut at the window's edges, and missing outside", () => {
    expect(place(bar("2026-03-03T23:00:00Z", "2026-03-05T23:00:00Z"), week, "UTC")).toEqual({
      start: 2 / 7,
      size: 2 / 7,
      cut: [false, false],
    });
    expect(place(bar("2026-02-01T00:00:00Z", null), week, "UTC")).toEqual({ start: 0, size: 1, cut: [true, true] });
    expect(place(bar("2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z"), week, "UTC")).toBeNull();
    expect(place(bar("2026-03-08T23:00:00Z", "2026-03-12T00:00:00Z"), week, "UTC")).toBeNull();
  });
});

describe("a moved bar", () => {
  test("keeps its clock times over a change of the clocks", () => {
    const moved = shifted(bar("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z") as never, { from: 1, to: 1 }, "UTC");
    expect(moved).toMatchObject({ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
    expect(daysOf(moved!, "UTC")).toEqual({ from: "2026-03-29", to: "2026-03-29" });
  });

  test("is none where it would end before it begins", () => {
    expect(shifted(bar("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z") as never, { from: 1, to: 0 }, "UTC")).toBeNull();
  });

  test("is sent as days where it is for whole ones, else as instants", () => {
    expect(sentDays(bar("2026-03-01T23:00:00Z", "2026-03-04T23:00:00Z") as never, "UTC")).toEqual({
      from: "2026-03-02",
      to: "2026-03-04",
    });
    const hours = { from: "2026-03-01T08:00:00Z", to: "2026-03-01T12:00:00Z" };
    expect(sentDays(bar(hours.from, hours.to) as never, "UTC")).toEqual(hours);
  });
});

test("a conflict is an overlap or too little between, and the end of the one may be the start of the other", () => {
  const others = [bar("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"), bar("2026-03-20T00:00:00Z", null)];
  const meets = (from: string, to: string, gapH = 0) =>
    firstConflict(others, { from: `2026-03-${from}T00:00:00Z`, to: `2026-03-${to}T00:00:00Z` }, gapH * 3_600_000);
  expect(meets("05", "08")).toBeNull();
  expect(meets("01", "03")).toBeNull();
  expect(meets("04", "08")).toBe(others[0]!);
  expect(meets("05", "08", 12)).toBe(others[0]!);
  expect(meets("25", "28")).toBe(others[1]!);
});
