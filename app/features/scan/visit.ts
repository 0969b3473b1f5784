/** What was done since the app was opened: the list under the camera, and the site of the last hand-over. Lives as long as the page. */
import { createSignal } from "solid-js";
import type { HandOverAction, Rental } from "./draft.ts";

export type Done = { id: string; owner: string; action: HandOverAction; rental: Rental; at: string };

const [entries, setEntries] = createSignal<readonly Done[]>([]);
const [lastSites, setLastSites] = createSignal<Readonly<Record<string, string>>>({});

/** One person's entries, newest first: after an account switch the other's are not shown. */
export const doneBy = (owner: string): readonly Done[] => entries().filter((entry) => entry.owner === owner);

export function noteDone(entry: Omit<Done, "id" | "at">): void {
  setEntries((before) => [{ ...entry, id: crypto.randomUUID(), at: new Date().toISOString() }, ...before.slice(0, 49)]);
}

/** Notes where a machine went, also where the server does not know of it yet. */
export const noteSite = (owner: string, siteId: string): void =>
  void setLastSites((before) => ({ ...before, [owner]: siteId }));

/** The site that the last machine of this visit went to. */
export const lastSiteId = (owner: string): string | null => lastSites()[owner] ?? null;
