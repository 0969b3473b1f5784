import { expect, test } from "bun:test";
import { FILES_FOLLOW } from "../../lib/outbox/entry.ts";
import { subjectOf } from "./subject-of.ts";

const about = (procedure: string, input: Record<string, unknown>, lane = "machine:EQX7") =>
  subjectOf({ procedure, input, lane });

test("each kind of entry is held beside what it is about", () => {
  expect(about("tasks.complete", { taskId: "t1" })).toEqual({ kind: "task", taskId: "t1" });
  expect(about("tasks.plan", { taskId: "t1" }, "task:t1")).toEqual({ kind: "task", taskId: "t1" });
  expect(about("inspections.submit", { rentalId: "r1", kind: "IN" })).toEqual({
    kind: "inspection",
    rentalId: "r1",
    step: "IN",
  });
  expect(about("rentals.collect", { id: "r1" })).toEqual({ kind: "rental", id: "r1" });
  expect(about("maintenance.complete", { workId: "w1" })).toEqual({ kind: "work", workId: "w1" });
  for (const procedure of ["rentals.checkOut", "rentals.checkIn", "usage.log", "assets.note"])
    expect(about(procedure, { humanId: "EQX7" })).toEqual({ kind: "machine", humanId: "EQX7" });
});

test("what names nothing is about its machine, or about nothing", () => {
  expect(about("tasks.create", { kind: "PICK_UP" })).toEqual({ kind: "machine", humanId: "EQX7" });
  expect(about("tasks.create", {}, "task:new")).toEqual({ kind: "nothing" });
  expect(about("tasks.complete", { taskId: 7 }, "task:7")).toEqual({ kind: "nothing" });
});

test("files that follow have nothing to be held against", () => {
  expect(about(FILES_FOLLOW, { of: "rentals.checkOut" }, "files:one")).toEqual({ kind: "files" });
});
