import type { NewFile } from "~/lib/outbox/entry.ts";
import { queue } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { entriesOf, laneOfTask, withPending } from "./pending-tasks.ts";
import { taskName } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";

type Step = "start" | "complete" | "cancel" | "reopen" | "plan";

/** A form's way to hand over a step of a task. */
export function useTaskOutbox() {
  const { send, ...outbox } = useOutbox();
  return {
    ...outbox,
    send: (
      task: Task,
      step: Step,
      input: Record<string, unknown> = {},
      more: { files?: readonly NewFile[]; said?: string } = {},
    ) =>
      send({
        procedure: `tasks.${step}`,
        lane: laneOfTask(task),
        label: task.humanId ?? taskName(task),
        input: { taskId: task.id, ...input },
        ...more,
      }),
  };
}

const sound = () => queue().filter((entry) => entry.state !== "damaged");

/** What waits on this device for a task. Reads the queue, so call it where signals are tracked. */
export const pendingOf = (taskId: string) => entriesOf(sound(), taskId);

/** The task as it will be once everything is sent. */
export const asPending = (task: Task): Task => withPending(task, pendingOf(task.id));

/** Tasks that this device has made and the server does not have yet. */
export const pendingNew = () => sound().filter(({ procedure }) => procedure === "tasks.create");
