/** How a task is called, and its times at its place. */
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import type { Task } from "./tasks.queries.ts";

/** A person's own words, or what the kind, the machine and the places say. */
export function taskName(task: Pick<Task, "title" | "kind" | "humanId" | "site" | "toSite">): string {
  if (task.title) return task.title;
  return t(`tasks.name.${task.kind}`, {
    machine: task.humanId ?? t("tasks.theMachine"),
    site: task.site?.name ?? t("tasks.anywhere"),
    to: task.toSite?.name ?? t("tasks.anywhere"),
  });
}

/** The zone that a task's times are meant in: where it begins, else where it ends, else the reader's organisation's. */
export const taskZone = (task: Pick<Task, "site" | "toSite">, fallback: string): string =>
  task.site?.timeZone ?? task.toSite?.timeZone ?? fallback;

export const isClosed = (task: Pick<Task, "state">): boolean => task.state === "DONE" || task.state === "CANCELLED";

/** "23 Nov 2026, 08:00 – 10:00 CET"; null without a window. */
export function taskWindow(task: Task, format: Format, fallback: string): string | null {
  return task.plannedFrom && task.plannedTo
    ? format.window(task.plannedFrom, task.plannedTo, taskZone(task, fallback))
    : null;
}

/** When it is due or was closed, in one line; null where nothing is set. */
export function taskTime(
  task: Task,
  format: Format,
  fallback: string,
  now: Date,
): { text: string; late: boolean } | null {
  const zone = taskZone(task, fallback);
  const closedAt = task.doneAt ?? task.cancelledAt;
  if (closedAt) return { text: `${t(`tasks.state.${task.state}`)}: ${format.dateTime(closedAt, zone)}`, late: false };
  if (!task.dueAt) return null;
  const late = new Date(task.dueAt) < now;
  return { text: t(late ? "tasks.overdue" : "tasks.due", { time: format.dateTime(task.dueAt, zone) }), late };
}

export function assigneeName(task: Task): string {
  if (!task.assigneeUserId) return t("tasks.nobody");
  return task.mine ? t("tasks.me") : (task.assigneeName ?? t("tasks.someone"));
}
