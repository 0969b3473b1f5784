import { expect, test } from "bun:test";
import { hoursOf, litresOf } from "./fuel-unit.ts";

test("fuel is kept in litres, whatever the gauge says", () => {
  expect(litresOf("80", "METRIC")).toBe(80);
  expect(litresOf("20", "IMPERIAL")).toBe(75.7);
  expect(litresOf(" ", "METRIC")).toBeNull();
  expect(litresOf("half", "METRIC")).toBeUndefined();
});

test("hours are a figure, nothing, or a mistake", () => {
  expect([hoursOf("1204,5"), hoursOf(""), hoursOf("12:30")]).toEqual([1204.5, null, undefined]);
});
