import { expect, test } from "bun:test";
import { dueStatus } from "./due-status.ts";

const rental = (over: object = {}) => ({
  state: "ON_RENT" as const,
  dueAt: "2026-11-22T16:00:00.000Z",
  overdueFrom: "2026-11-22T23:00:00.000Z",
  callOffDay: null,
  siteTimeZone: "Europe/Berlin",
  ...over,
});

test("a machine due today may come back until the day ends at the site", () => {
  expect(dueStatus(rental(), new Date("2026-11-22T22:00:00Z"), "UTC")).toBe("DUE_SOON");
  expect(dueStatus(rental(), new Date("2026-11-22T23:00:00Z"), "UTC")).toBe("OVERDUE");
});
test("the dealer's grace puts it off", () => {
  const grace = rental({ overdueFrom: "2026-11-23T01:00:00.000Z" });
  expect(dueStatus(grace, new Date("2026-11-23T00:30:00Z"), "UTC")).toBe("DUE_SOON");
  expect(dueStatus(grace, new Date("2026-11-23T01:00:00Z"), "UTC")).toBe("OVERDUE");
});
test("days ahead and machines called off are not due", () => {
  expect(dueStatus(rental(), new Date("2026-11-20T10:00:00Z"), "UTC")).toBeNull();
  expect(dueStatus(rental({ callOffDay: "2026-11-21" }), new Date("2026-11-24T10:00:00Z"), "UTC")).toBeNull();
  expect(dueStatus(rental({ state: "PICK_UP_READY" }), new Date("2026-12-22T10:00:00Z"), "UTC")).toBeNull();
});
