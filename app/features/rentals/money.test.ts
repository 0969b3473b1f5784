import { expect, test } from "bun:test";
import { moneyInput, readMoney } from "./money.ts";

test.each([
  ["12", "EUR", 1200],
  ["12.5", "EUR", 1250],
  ["12,05", "EUR", 1205],
  [" 0.1 ", "EUR", 10],
  ["1.1", "KWD", 1100],
  ["500", "JPY", 500],
  ["", "EUR", null],
  ["12.345", "EUR", undefined],
  ["5.5", "JPY", undefined],
  ["1.000.000", "EUR", undefined],
  ["-3", "EUR", undefined],
  ["1e3", "EUR", undefined],
  ["12 €", "EUR", undefined],
] as const)("%p in %s is read as %p", (text, currency, minor) => {
  expect(readMoney(text, currency)).toBe(minor);
});

test("what is shown is read again as the same", () => {
  for (const currency of ["EUR", "JPY", "KWD"])
    for (const minor of [0, 1, 99, 123_456]) expect(readMoney(moneyInput(minor, currency), currency)).toBe(minor);
  expect(moneyInput(null, "EUR")).toBe("");
});
