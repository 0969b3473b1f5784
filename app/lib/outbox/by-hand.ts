/**
 * What persons have done with entries on this device: which they took away, and what they put in the place of others. An entry that is
 * gone from the disk without that is with the server. Kept over a reload, for a batch that is recalled after it.
 */
const KEY = "smart-rental:outbox-by-hand";
/** More than a day of decisions; who still asks for an older one has long been answered. */
const MOST = 500;

let known: Map<string, string | null> | undefined;

const read = (): Map<string, string | null> => {
  if (known) return known;
  try {
    known = new Map(JSON.parse(localStorage.getItem(KEY) ?? "[]") as [string, string | null][]);
  } catch {
    known = new Map();
  }
  return known;
};

/** Notes that `id` was taken away (null), or that the entry `by` stands in its place. */
export function noteByHand(id: string, by: string | null): void {
  const noted = read().set(id, by);
  for (const oldest of noted.keys()) if (noted.size > MOST) noted.delete(oldest);
  try {
    localStorage.setItem(KEY, JSON.stringify([...noted]));
  } catch {
    // Blocked or full storage: it is known as long as the page.
  }
}

/** What stands for the entry `id` now: itself, what took its place, or null where a person has taken it away. */
export function becameOf(id: string): string | null {
  const seen = new Set<string>();
  let last: string | null = id;
  while (last !== null && !seen.has(last) && read().has(last)) {
    seen.add(last);
    last = read().get(last) ?? null;
  }
  return last;
}
