/** What of the server's answers stays on the device for a start without a network, and how much. Pure. */

/** Paths of the queries that a person in the yard needs, each with the most answers of it that are kept. */
export const KEPT: Record<string, number> = {
  "sites.list": 4,
  "sites.get": 40,
  "assets.list": 20,
  "assets.get": 60,
  "assets.present": 60,
  "assets.summary": 1,
  "alerts.list": 4,
  "rentals.list": 8,
  "rentals.get": 40,
  "tasks.list": 12,
  "tasks.get": 60,
  "tasks.people": 2,
  "inspections.form": 24,
};

export const DAY_MS = 24 * 60 * 60_000;
/** After a week without contact an answer says nothing about a machine any more. */
export const MOST_AGE_MS = 7 * DAY_MS;
/** Characters as they are stored; a phone's share of its disk is far larger. */
export const MOST_CHARS = 5_000_000;

/** `tasks.list` of a tRPC key such as `[["tasks", "list"], { input }]`. */
export function pathOf(queryKey: readonly unknown[]): string | null {
  const [path] = queryKey;
  return Array.isArray(path) ? path.join(".") : null;
}

export const isKept = (queryKey: readonly unknown[]): boolean => Object.hasOwn(KEPT, pathOf(queryKey) ?? "");

export interface Answer {
  queryKey: readonly unknown[];
  state: { dataUpdatedAt: number; data?: unknown };
}

/** The newest answers, as many of each path and as much in all as there is room for. */
export function fitting<T extends Answer>(answers: readonly T[], now: number): T[] {
  const left: Record<string, number> = { ...KEPT };
  let room = MOST_CHARS;
  return answers
    .filter(({ state }) => now - state.dataUpdatedAt < MOST_AGE_MS)
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .filter(({ queryKey, state }) => {
      const path = pathOf(queryKey) ?? "";
      const size = JSON.stringify(state.data)?.length ?? 0;
      if (!left[path] || size > room) return false;
      left[path]--;
      room -= size;
      return true;
    });
}
