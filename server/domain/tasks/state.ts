/** Which step a task may take next. Pure: the phone asks before it queues, the server asks again. */
import type { TaskState } from "./words.ts";

export type TaskStep = "plan" | "start" | "complete" | "cancel" | "reopen";

const CLOSED: readonly TaskState[] = ["DONE", "CANCELLED"];
export const isClosed = (state: TaskState): boolean => CLOSED.includes(state);

export type StepVerdict = { ok: true; next: TaskState } | { ok: false; code: "task.closed" | "task.wrong_state" };

/** A task that was never started may be finished: what was done without signal arrives in any order. */
export function judgeStep(step: TaskStep, task: { state: TaskState; assigned: boolean }): StepVerdict {
  const waiting: TaskState = task.assigned ? "ASSIGNED" : "OPEN";
  if (step === "reopen")
    return isClosed(task.state) ? { ok: true, next: waiting } : { ok: false, code: "task.wrong_state" };
  if (isClosed(task.state)) return { ok: false, code: "task.closed" };
  switch (step) {
    case "plan":
      return { ok: true, next: task.state === "IN_WORK" ? "IN_WORK" : waiting };
    case "start":
      return task.state === "IN_WORK" ? { ok: false, code: "task.wrong_state" } : { ok: true, next: "IN_WORK" };
    case "complete":
      return { ok: true, next: "DONE" };
    case "cancel":
      return { ok: true, next: "CANCELLED" };
  }
}
