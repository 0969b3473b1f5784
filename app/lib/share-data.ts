/** Answers that repeat what is known already: lists draw anew only what has changed, so that an open menu or the focus stays. */

/**
 * `next` with every part that is equal in `before` taken from there, the same object. Items of lists are compared with the one of the same
 * `id`, where they have one, else with the one at the same place. Changes neither; both are data as JSON has it.
 */
export function shareData<T>(before: unknown, next: T): T {
  if (Array.isArray(before) && Array.isArray(next)) return shareList(before, next) as T;
  if (isRecord(before) && isRecord(next)) {
    const keys = Object.keys(next);
    const made = Object.fromEntries(keys.map((key) => [key, shareData(before[key], next[key])]));
    const isSame =
      keys.length === Object.keys(before).length && keys.every((key) => key in before && made[key] === before[key]);
    return (isSame ? before : made) as T;
  }
  return next;
}

function shareList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const known = new Map(before.map((item) => [idOf(item), item]));
  const made = next.map((item, at) => shareData(idOf(item) === undefined ? before[at] : known.get(idOf(item)), item));
  return made.length === before.length && made.every((item, at) => item === before[at]) ? before : made;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const idOf = (item: unknown): unknown => (isRecord(item) ? item["id"] : undefined);
