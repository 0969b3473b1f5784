import { expect, test } from "bun:test";
import type { Task } from "./tasks.queries.ts";
import { dayOf, daysOf, lanesOf, mondayOf, NO_LANE, laneOf, spanOf, windowOn } from "./week.ts";

const task = (more: Partial<Task>): Task =>
  ({
    site: { timeZone: "Europe/Berlin" },
    toSite: null,
    assigneeUserId: null,
    truck: null,
    plannedFrom: null,
    plannedTo: null,
    ...more,
  }) as Task;

test("a week begins on Monday", () => {
  expect(mondayOf("2026-11-22")).toBe("2026-11-16");
  expect(mondayOf("2026-11-16")).toBe("2026-11-16");
  expect(daysOf("2026-12-28").at(-1)).toBe("2027-01-03");
});

test("a task stands on the day of its own place", () => {
  const late = task({ plannedFrom: "2026-11-22T23:30:00Z", plannedTo: "2026-11-23T01:00:00Z" });
  expect(dayOf(late, "America/Denver")).toBe("2026-11-23");
  expect(dayOf(task({}), "Europe/Berlin")).toBeNull();
  const span = spanOf("2026-11-16", "Pacific/Auckland");
  expect(late.plannedFrom! > span.from && late.plannedFrom! < span.to).toBe(true);
});

test("moved over a change of the clocks it keeps its clock time and its length", () => {
  const before = task({ plannedFrom: "2026-10-23T06:00:00Z", plannedTo: "2026-10-23T09:30:00Z" });
  expect(windowOn(before, "2026-10-26", "UTC")).toEqual({
    plannedFrom: "2026-10-26T07:00:00.000Z",
    plannedTo: "2026-10-26T10:30:00.000Z",
  });
  expect(windowOn(task({}), "2026-11-23", "UTC")).toEqual({
    plannedFrom: "2026-11-23T07:00:00.000Z",
    plannedTo: "2026-11-23T09:00:00.000Z",
  });
});

test("rows are those who could and those who do, and trucks however they are written", () => {
  const tasks = [task({ assigneeUserId: "x", truck: "M-AB 12" }), task({ truck: "m ab12" })];
  const people = [{ userId: "a", name: "Zoe" }];
  expect(lanesOf(tasks, people, "person", () => "Ada")).toEqual([
    { key: "x", name: "Ada" },
    { key: "a", name: "Zoe" },
  ]);
  expect(lanesOf(tasks, people, "truck", () => "")).toEqual([{ key: "mab12", name: "M-AB 12" }]);
  expect(laneOf(tasks[1]!, "person")).toBe(NO_LANE);
});
