/** One driver, or one truck, in two places at once. */

export type PlannedTask = {
  id: string;
  assigneeUserId: string | null;
  truck: string | null;
  plannedFrom: string | null;
  plannedTo: string | null;
};
export type Conflict = { a: string; b: string; by: "assignee" | "truck" };

/** Trucks are written by hand: "M-AB 12" and "m ab12" are one. */
export const truckKey = (truck: string): string => truck.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Pairs whose windows overlap; windows that only touch do not. Each pair once for each cause, the earlier one first. */
export function findConflicts(tasks: readonly PlannedTask[]): Conflict[] {
  const windows = tasks.flatMap((task) =>
    task.plannedFrom && task.plannedTo
      ? [{ task, from: Date.parse(task.plannedFrom), to: Date.parse(task.plannedTo) }]
      : [],
  );
  windows.sort((a, b) => a.from - b.from || a.to - b.to);
  const found: Conflict[] = [];
  for (const by of ["assignee", "truck"] as const) {
    const lanes = Map.groupBy(windows, ({ task }) =>
      by === "assignee" ? task.assigneeUserId : task.truck && truckKey(task.truck),
    );
    for (const [lane, inLane] of lanes) {
      if (!lane) continue;
      inLane.forEach((earlier, at) => {
        for (const later of inLane.slice(at + 1)) {
          if (later.from >= earlier.to) break;
          found.push({ a: earlier.task.id, b: later.task.id, by });
        }
      });
    }
  }
  return found;
}
