/** The calendar's week, its rows, and what moving a task to another day means. Pure: zones and "now" are arguments. */
import { addDays, localDay, localInstant, localText, startOfDay } from "../../../server/domain/rentals/zone-time.ts";
import { truckKey } from "../../../server/domain/tasks/conflicts.ts";
import type { Task } from "./tasks.queries.ts";
import { taskZone } from "./task-words.ts";

export type LaneBy = "person" | "truck";
export type Lane = { key: string; name: string };
/** The row of what nobody does yet, or has no truck. */
export const NO_LANE = "";

const WEEKDAYS = 7;
const TASK_MS = 2 * 3_600_000;
const FIRST_HOUR = "08:00";

/** Monday of the week that holds a day. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? -6 : 1 - weekday);
}

export const daysOf = (monday: string): string[] => Array.from({ length: WEEKDAYS }, (_, at) => addDays(monday, at));

/** A day wider than the week on both sides: tasks are shown on the day of their own place, which may be hours away. */
export function spanOf(monday: string, zone: string): { from: string; to: string } {
  return {
    from: startOfDay(addDays(monday, -1), zone).toISOString(),
    to: startOfDay(addDays(monday, WEEKDAYS + 1), zone).toISOString(),
  };
}

export const thisMonday = (now: Date, zone: string): string => mondayOf(localDay(now, zone));

/** The day of a task at its place; null without a window. */
export const dayOf = (task: Task, fallback: string): string | null =>
  task.plannedFrom && localDay(new Date(task.plannedFrom), taskZone(task, fallback));

export const laneOf = (task: Task, by: LaneBy): string =>
  (by === "person" ? task.assigneeUserId : task.truck && truckKey(task.truck)) ?? NO_LANE;

/** Rows for everybody who does something, and, by person, for those who could. */
export function lanesOf(
  tasks: readonly Task[],
  people: readonly { userId: string; name: string }[],
  by: LaneBy,
  nameOf: (task: Task) => string,
): Lane[] {
  const lanes = new Map<string, string>(by === "person" ? people.map(({ userId, name }) => [userId, name]) : []);
  for (const task of tasks) {
    const key = laneOf(task, by);
    if (key !== NO_LANE && !lanes.has(key)) lanes.set(key, by === "person" ? nameOf(task) : task.truck!);
  }
  return [...lanes].map(([key, name]) => ({ key, name })).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The same clock times on another day; a task without a window gets two hours in the morning. */
export function windowOn(task: Task, day: string, fallback: string): { plannedFrom: string; plannedTo: string } {
  const zone = taskZone(task, fallback);
  const from = task.plannedFrom ? localText(new Date(task.plannedFrom), zone).slice(11) : FIRST_HOUR;
  const start = localInstant(`${day}T${from}`, zone)!;
  const length =
    task.plannedFrom && task.plannedTo ? Date.parse(task.plannedTo) - Date.parse(task.plannedFrom) : TASK_MS;
  return { plannedFrom: start.toISOString(), plannedTo: new Date(start.getTime() + length).toISOString() };
}
