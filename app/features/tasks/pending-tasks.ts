/** Tasks as they will be once this device's outbox is sent: what a person did without signal shows as done. */
import type { OutboxEntry } from "../../lib/outbox/entry.ts";
import type { Task } from "./tasks.queries.ts";

type Entry = Pick<OutboxEntry, "id" | "procedure" | "input" | "occurredAt" | "state" | "lane">;

/** Keeps what happens to one machine in its order; a task without a machine has an order of its own. */
export const laneOfTask = (task: Pick<Task, "id" | "humanId">): string =>
  task.humanId ? `machine:${task.humanId}` : `task:${task.id}`;

/** The entries about one task, in their order. */
export const entriesOf = <E extends Entry>(queue: readonly E[], taskId: string): E[] =>
  queue.filter(({ procedure, input }) => procedure.startsWith("tasks.") && input["taskId"] === taskId);

/** The task with what waits for signal; what the server refused has not happened. */
export function withPending(task: Task, entries: readonly Entry[]): Task {
  return entries.filter(({ state }) => state === "waiting").reduce(apply, task);
}

function apply(task: Task, { procedure, input, occurredAt }: Entry): Task {
  switch (procedure) {
    case "tasks.start":
      return { ...task, state: "IN_WORK", startedAt: occurredAt };
    case "tasks.complete":
      return {
        ...task,
        state: "DONE",
        startedAt: task.startedAt ?? occurredAt,
        doneAt: occurredAt,
        answers: (input["answers"] as Task["answers"] | undefined) ?? task.answers,
        notes: textOf(input["notes"]) ?? task.notes,
      };
    case "tasks.cancel":
      return { ...task, state: "CANCELLED", cancelledAt: occurredAt, cancelReason: textOf(input["reason"]) };
    case "tasks.reopen":
      return {
        ...task,
        state: task.assigneeUserId ? "ASSIGNED" : "OPEN",
        startedAt: null,
        doneAt: null,
        cancelledAt: null,
        cancelReason: null,
      };
    case "tasks.plan":
      return planned(task, input);
    default:
      return task;
  }
}

function planned(task: Task, input: Entry["input"]): Task {
  const given = <T>(name: string, before: T): T => (name in input ? (input[name] as T) : before);
  const assigneeUserId = given("assigneeUserId", task.assigneeUserId);
  const stays = assigneeUserId === task.assigneeUserId;
  return {
    ...task,
    state: task.state === "IN_WORK" ? task.state : assigneeUserId ? "ASSIGNED" : "OPEN",
    assigneeUserId,
    assigneeName: stays ? task.assigneeName : null,
    mine: stays && task.mine,
    truck: given("truck", task.truck),
    plannedFrom: given("plannedFrom", task.plannedFrom),
    plannedTo: given("plannedTo", task.plannedTo),
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
