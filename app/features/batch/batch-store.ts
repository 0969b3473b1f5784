/** Keeps a batch over a reload of the page, for the person and organisation that collected it alone. */
import type { Attempt, Choices, Item } from "./batch-items.ts";

export type StoredBatch = {
  owner: string;
  operationId: string;
  items: Item[];
  choices: Choices;
  attempt: Attempt | null;
};

const KEY = "smart-rental:batch";

export function recallBatch(owner: string): StoredBatch | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as StoredBatch | null;
    return stored?.owner === owner && Array.isArray(stored.items) ? stored : null;
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keepBatch(batch: StoredBatch | null): void {
  try {
    if (batch) sessionStorage.setItem(KEY, JSON.stringify(batch));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Blocked or full storage: the batch lasts as long as the page.
  }
}
