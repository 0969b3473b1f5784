import { expect, test } from "bun:test";
import { activeFilters, fleetHref, readFleetSearch } from "./fleet-search.ts";

const site = "019a0e5d-8000-738c-b905-d8ba5fde5feb";

test("what a link says comes back, and links read themselves", () => {
  const filter = { q: "CAT 320", status: "ON_RENT", due: "OVERDUE", siteId: site } as const;
  const params = Object.fromEntries(new URL(fleetHref(filter), "http://x").searchParams);
  expect(readFleetSearch(params).filter).toEqual(filter);
  expect(activeFilters(filter)).toBe(3);
  expect(fleetHref({})).toBe("/fleet");
});

test("mistyped parts count as not said", () => {
  const read = readFleetSearch({
    status: "BROKEN",
    siteId: "1;drop",
    sort: "make",
    direction: "up",
    view: "globe",
    q: " ",
  });
  expect(read.filter).toEqual({});
  expect(read.sort).toEqual({ sort: "humanId", direction: "asc" });
  expect([read.view, read.selected]).toEqual(["split", null]);
});

test("a repeated parameter counts once", () => {
  expect(readFleetSearch({ status: ["LOST", "IDLE"], selected: "eqx1004" })).toMatchObject({
    filter: { status: "LOST" },
    selected: "EQX1004",
  });
});
