import { describe, expect, test } from "bun:test";
import { findConflicts, type PlannedTask } from "./conflicts.ts";
import { judgeStep, type TaskStep } from "./state.ts";
import { TASK_STATES, type TaskState } from "./words.ts";

describe("the next step of a task", () => {
  const answers = (step: TaskStep) =>
    Object.fromEntries(
      TASK_STATES.map((state) => {
        const verdict = judgeStep(step, { state, assigned: true });
        return [state, verdict.ok ? verdict.next : verdict.code];
      }),
    ) as Record<TaskState, string>;

  test("is refused for what is closed, but for opening it again", () => {
    expect(answers("complete")).toEqual({
      OPEN: "DONE",
      ASSIGNED: "DONE",
      IN_WORK: "DONE",
      DONE: "task.closed",
      CANCELLED: "task.closed",
    });
    expect(answers("start")).toMatchObject({ ASSIGNED: "IN_WORK", IN_WORK: "task.wrong_state", DONE: "task.closed" });
    expect(answers("cancel")).toMatchObject({ IN_WORK: "CANCELLED", CANCELLED: "task.closed" });
    expect(answers("plan")).toMatchObject({ OPEN: "ASSIGNED", IN_WORK: "IN_WORK", DONE: "task.closed" });
    expect(answers("reopen")).toMatchObject({ OPEN: "task.wrong_state", DONE: "ASSIGNED", CANCELLED: "ASSIGNED" });
  });

  test("leaves a task that nobody has open", () => {
    expect(judgeStep("plan", { state: "ASSIGNED", assigned: false })).toEqual({ ok: true, next: "OPEN" });
    expect(judgeStep("reopen", { state: "DONE", assigned: false })).toEqual({ ok: true, next: "OPEN" });
  });
});

describe("conflicts", () => {
  const task = (id: string, from: number, to: number, more: Partial<PlannedTask> = {}): PlannedTask => ({
    id,
    assigneeUserId: null,
    truck: null,
    plannedFrom: new Date(from * 3_600_000).toISOString(),
    plannedTo: new Date(to * 3_600_000).toISOString(),
    ...more,
  });

  test("are one driver in two places, not one after the other", () => {
    const driver = { assigneeUserId: "ada" };
    expect(findConflicts([task("b", 9, 11, driver), task("a", 8, 10, driver), task("c", 11, 12, driver)])).toEqual([
      { a: "a", b: "b", by: "assignee" },
    ]);
  });

  test("are one truck, however it is written, under two drivers", () => {
    const conflicts = findConflicts([
      task("a", 8, 18, { assigneeUserId: "ada", truck: "M-AB 12" }),
      task("b", 9, 10, { assigneeUserId: "bob", truck: "m ab12" }),
      task("c", 12, 13, { truck: "M AB-12" }),
    ]);
    expect(conflicts).toEqual([
      { a: "a", b: "b", by: "truck" },
      { a: "a", b: "c", by: "truck" },
    ]);
  });

  test("are not what nobody drives, or what has no window", () => {
    expect(findConflicts([task("a", 8, 9), task("b", 8, 9)])).toEqual([]);
    const none = { assigneeUserId: "ada", plannedFrom: null, plannedTo: null };
    expect(findConflicts([task("a", 8, 9, { assigneeUserId: "ada" }), task("b", 8, 9, none)])).toEqual([]);
  });
});
