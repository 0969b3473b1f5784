import { describe, expect, test } from "bun:test";
import { entriesOf, laneOfTask, withPending } from "./pending-tasks.ts";
import type { Task } from "./tasks.queries.ts";

const task = {
  id: "t1",
  humanId: "EQX1",
  state: "ASSIGNED",
  assigneeUserId: "u1",
  assigneeName: "Ada",
  mine: true,
  truck: "M-AB 12",
  plannedFrom: "2030-01-07T08:00:00.000Z",
  plannedTo: "2030-01-07T10:00:00.000Z",
  startedAt: null,
  doneAt: null,
  cancelledAt: null,
  cancelReason: null,
  answers: null,
  notes: "Gate 3",
} as Task;
const at = "2030-01-07T08:30:00.000Z";
const later = "2030-01-07T09:30:00.000Z";
const entry = (procedure: string, input: object = {}, more: object = {}) => ({
  id: procedure,
  procedure,
  lane: "machine:EQX1",
  input: { taskId: "t1", ...input },
  occurredAt: at,
  state: "waiting" as const,
  ...more,
});

describe("a task with what waits on this device", () => {
  test("is begun and done in the order of the entries, at the device's times", () => {
    const answers = { engineHours: 12 };
    const done = entry("tasks.complete", { answers, notes: "Muddy" }, { occurredAt: later });
    expect(withPending(task, [entry("tasks.start"), done])).toMatchObject({
      state: "DONE",
      startedAt: at,
      doneAt: later,
      answers,
      notes: "Muddy",
    });
  });

  test("has not changed by what the server refused", () => {
    const refused = entry("tasks.complete", {}, { state: "conflict" });
    expect(withPending(task, [refused])).toEqual(task);
    expect(withPending(task, [entry("tasks.start"), refused])).toMatchObject({ state: "IN_WORK", doneAt: null });
  });

  test("is planned by what is named, and keeps the rest", () => {
    expect(withPending(task, [entry("tasks.plan", { truck: null, assigneeUserId: null })])).toMatchObject({
      state: "OPEN",
      assigneeUserId: null,
      mine: false,
      truck: null,
      plannedFrom: task.plannedFrom,
    });
    expect(withPending(task, [entry("tasks.plan", { truck: "X" })])).toMatchObject({
      state: "ASSIGNED",
      assigneeName: "Ada",
      truck: "X",
    });
  });

  test("is cancelled with its reason, and opened again", () => {
    const cancelled = withPending(task, [entry("tasks.cancel", { reason: "Rain" })]);
    expect(cancelled).toMatchObject({ state: "CANCELLED", cancelReason: "Rain", cancelledAt: at });
    expect(withPending(cancelled, [entry("tasks.reopen")])).toMatchObject({ state: "ASSIGNED", cancelReason: null });
  });

  test("is told by its own entries alone", () => {
    const queue = [
      entry("tasks.start"),
      { ...entry("tasks.start"), input: { taskId: "t2" } },
      { ...entry("usage.log"), input: { taskId: "t1" } },
    ];
    expect(entriesOf(queue, "t1")).toHaveLength(1);
  });

  test("keeps the order of its machine, or without one of its own", () => {
    expect(laneOfTask(task)).toBe("machine:EQX1");
    expect(laneOfTask({ id: "t1", humanId: null })).toBe("task:t1");
  });
});
