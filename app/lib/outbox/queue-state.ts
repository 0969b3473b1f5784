/**
 * What the screens know of the outbox without the outbox itself, which is loaded after them: what waits on this device for the person
 * at this page, and how sending goes. Only `outbox.ts` writes here.
 */
import { createSignal } from "solid-js";
import { becameOf } from "./by-hand.ts";
import type { FlushEnd } from "./engine.ts";
import type { DamagedEntry, OutboxEntry } from "./entry.ts";

export type QueueEntry = OutboxEntry | DamagedEntry;

const [queue, setQueue] = createSignal<readonly QueueEntry[]>([]);
const [isRead, setIsRead] = createSignal(false);
const [isUnreadable, setIsUnreadable] = createSignal(false);
const [sending, setSending] = createSignal(false);
const [progress, setProgress] = createSignal<{ id: string; ratio: number } | null>(null);
const [lastEnd, setLastEnd] = createSignal<{ end: FlushEnd; at: number } | null>(null);
const [keepsStorage, setKeepsStorage] = createSignal<boolean | null>(null);

const [unattended, setUnattended] = createSignal<string | null>(null);

/** What waits on this device for the person at this page, in its order. */
export { queue, setQueue };
/** False until the disk was read once: then an empty queue is one. */
export { isRead, setIsRead };
/** True where the disk can not be read: then nobody knows what waits, and what `queue` shows may be old. */
export { isUnreadable, setIsUnreadable };
/** True while something is on its way. */
export { sending, setSending };
/** How much of an entry's files has arrived, 0–1, while they are on their way. */
export { progress, setProgress };
/** How and when the last attempt to send ended (milliseconds by the device's clock). */
export { lastEnd, setLastEnd };
/** Whether the browser has promised not to clear this site's storage by itself; null while nobody has asked. */
export { keepsStorage, setKeepsStorage };

/** Id of the entry that was refused last while no form was waiting for it: somebody has to be told. */
export { unattended, setUnattended };

/** Keeps what happens to one machine in its order. */
export const machineLane = (humanId: string): string => `machine:${humanId}`;

/** The number of the machine that a lane is about, or null. */
export const machineOfLane = (lane: string): string | null => (lane.startsWith("machine:") ? lane.slice(8) : null);

/** What waits in one lane: a screen shows beside a machine or task what is not with the server yet. */
export const waitingIn = (lane: string): readonly OutboxEntry[] =>
  queue().filter((entry): entry is OutboxEntry => entry.state !== "damaged" && entry.lane === lane);

/** How many entries a person has to decide about: refused ones and damaged ones. */
export const asking = (): number => queue().filter(({ state }) => state !== "waiting").length;

export type Standpoint = { kind: "here"; entry: QueueEntry } | { kind: "sent" | "discarded" | "unknown" };

/** Where an entry is, or what a person has put in its place. It is sent only where a disk that was read holds it no more. */
export function standpointOf(id: string): Standpoint {
  const last = becameOf(id);
  if (last === null) return { kind: "discarded" };
  const entry = queue().find((each) => each.id === last);
  if (entry) return { kind: "here", entry };
  return { kind: isRead() && !isUnreadable() ? "sent" : "unknown" };
}
