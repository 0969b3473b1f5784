import { expect, test } from "bun:test";
import { affectedFeatures, isAffected } from "./live-effects.ts";

test("an event makes its own feature, what depends on it, and the ledger stale", () => {
  const features = affectedFeatures("rental.checked_out");
  for (const feature of ["rentals", "assets", "sites", "reports", "ledger"]) expect(features.has(feature)).toBe(true);
  expect(features.has("policies")).toBe(false);
});

test("an event of a feature that nobody listed still refreshes that feature", () => {
  expect([...affectedFeatures("forecasts.computed")].sort()).toEqual(["forecasts", "ledger"]);
});

test("a query about another machine stays fresh", () => {
  const event = { type: "rental.checked_out", humanId: "EQX1004" };
  expect(isAffected([["assets", "byHumanId"], { input: { humanId: "EQX1004" } }], event)).toBe(true);
  expect(isAffected([["assets", "byHumanId"], { input: { humanId: "EQX1005" } }], event)).toBe(false);
  expect(isAffected([["assets", "list"], { input: { status: "ON_RENT" } }], event)).toBe(true);
  expect(isAffected([["assets", "list"]], { type: "rental.checked_out" })).toBe(true);
});

test("queries of other features and foreign keys are left alone", () => {
  expect(isAffected([["iam", "me"]], { type: "rental.checked_out" })).toBe(false);
  expect(isAffected(["own-key"], { type: "rental.checked_out" })).toBe(false);
});
