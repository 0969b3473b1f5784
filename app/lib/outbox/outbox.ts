/**
 * The outbox of the person at this page. Every change that a person makes in the yard goes through `submit`, online too: it is on the
 * disk before it is sent, and it is sent on start, on focus, when the network comes back, by a timer, and by Background Sync where
 * the browser has it. What screens show of it stands in `queue-state.ts`; forms use `useOutbox`.
 */
import { isAffected } from "../live-effects.ts";
import { client, noteUnauthorized, queryClient } from "../trpc.ts";
import { noteByHand } from "./by-hand.ts";
import type { OutboxEvent } from "./engine.ts";
import type { NewEntry, NewFile, OutboxEntry, OutboxFile } from "./entry.ts";
import { exportQueue, importQueue } from "./file.ts";
export { MAX_IMPORT_BYTES } from "./file.ts";
import {
  machineOfLane,
  queue,
  sending,
  setIsRead,
  setIsUnreadable,
  setKeepsStorage,
  setProgress,
  setLastEnd,
  setQueue,
  setSending,
  setUnattended,
} from "./queue-state.ts";
import { channel, createEngine, OUTBOX, store } from "./shared.ts";
import type { EntryKey } from "./store.ts";

const TIMER_MS = 30_000;
/** A server that does not answer by then is left to the queue: nobody stands before a form for longer. */
const PATIENCE_MS = 8_000;

let owner: string | null = null;
let stop = () => {};
const listeners = new Set<(event: OutboxEvent) => void>();
/** Ids of entries that a form on this page waits for. */
const attended = new Set<string>();

const engine = createEngine((event) => void hear(event));
channel.addEventListener("message", ({ data }: MessageEvent<OutboxEvent>) => void hear(data));

async function hear(event: OutboxEvent): Promise<void> {
  if (event.kind === "progress") return void setProgress(event);
  setProgress(null);
  if (event.kind === "discarded") noteByHand(event.id, null);
  if (event.kind === "replaced") noteByHand(event.id, event.by);
  if (event.kind === "accepted") refreshAfter(event.id);
  const isAttended = event.kind === "waits_for_person" && attended.has(event.id);
  await reread();
  for (const listener of listeners) listener(event);
  // One page of several is enough, and it is the one that somebody looks at.
  if (event.kind === "waits_for_person" && !isAttended && document.visibilityState === "visible")
    setUnattended(event.id);
}

/** What the server took changes what the screens show, also where the live connection does not tell. */
function refreshAfter(id: string): void {
  const taken = queue().find((entry) => entry.id === id);
  if (!taken || taken.state === "damaged") return;
  const change = { type: taken.procedure, humanId: machineOfLane(taken.lane) };
  void queryClient.invalidateQueries({ predicate: (query) => isAffected(query.queryKey, change) });
}

async function reread(): Promise<void> {
  const mine = owner;
  const entries = mine === null ? [] : await store.list(mine).catch(() => null);
  if (mine !== owner) return;
  // What is not to be read is not empty: what was known before stands, and the screens say that it may be otherwise.
  setIsUnreadable(entries === null);
  if (entries === null) return;
  setQueue(entries);
  setIsRead(mine !== null);
}

/** Resolves when the disk was read for whoever is at this page. */
export const settled = (): Promise<void> => reread();

let running: Promise<void> | null = null;
let again = false;

/** Sends what is due. Calls during a flush lead to one more after it; all resolve when nothing is on its way any more. */
export function flush(): Promise<void> {
  again = true;
  running ??= flushAll().finally(() => (running = null));
  return running;
}

async function flushAll(): Promise<void> {
  setSending(true);
  try {
    while (again) {
      again = false;
      const mine = owner;
      if (mine === null) return;
      const end = await engine.flush(mine).catch(() => "offline" as const);
      // Whoever came meanwhile has asked for a turn, and gets it now.
      if (mine !== owner) continue;
      setLastEnd({ end, at: Date.now() });
      // Why exactly the session does not hold any more is told by the one call that everything else rests on.
      if (end === "signed_out") await client.iam.me.query().catch(noteUnauthorized);
    }
  } finally {
    setSending(false);
    await reread();
  }
}

/** Sends now, whatever pause was agreed: the network came back, or the person asks. */
export async function flushNow(): Promise<void> {
  if (owner !== null) await engine.hurry(owner).catch(() => undefined);
  await flush();
}

export type Submission = Omit<NewEntry, "owner" | "skewMs">;

/**
 * `accepted`: the server has it. `waits`: it is on this device as the entry `id`, and goes out later. `asks`: the server refused, see the
 * queue.
 */
export type Fate =
  { kind: "accepted"; result: unknown } | { kind: "waits"; id: string } | { kind: "asks"; entry: OutboxEntry };

/** Follows an entry from now on; `afterTry` sends, and resolves when it is accepted or refused, or still unsent when patience ends. */
function followed(id: string, patienceMs = PATIENCE_MS): { afterTry: () => Promise<Fate>; unfollow: () => void } {
  attended.add(id);
  let listener: (event: OutboxEvent) => void;
  // oxlint-disable-next-line solid/reactivity -- reads what holds when the event comes
  const fate = new Promise<Fate>((resolve) => {
    listener = (event) => {
      if (event.kind === "changed" || event.kind === "progress" || event.id !== id) return;
      if (event.kind === "accepted") resolve({ kind: "accepted", result: event.result });
      else resolve(fateInQueue(id) ?? { kind: "waits", id });
    };
    listeners.add(listener);
  });
  const unfollow = () => {
    listeners.delete(listener);
    attended.delete(id);
  };
  const afterTry = async (): Promise<Fate> => {
    const patience = new Promise<Fate>((resolve) => setTimeout(() => resolve({ kind: "waits", id }), patienceMs));
    const tried = flush().then(async () => {
      await reread();
      // Gone without a word: another tab has sent it, and its message is under way.
      return fateInQueue(id) ?? fate;
    });
    return Promise.race([fate, tried, patience]).finally(unfollow);
  };
  return { afterTry, unfollow };
}

function fateInQueue(id: string): Fate | null {
  const found = queue().find((each) => each.id === id);
  if (!found) return null;
  const asks = found.state === "conflict" || found.state === "rejected";
  return asks ? { kind: "asks", entry: found } : { kind: "waits", id };
}

/**
 * Puts an entry on the disk. Resolves when it is there, with what becomes of it: accepted, refused, or still unsent after the first try
 * that did not get through. `unfollow` is for a form that goes before the answer: then a refusal is told by whoever is there. Throws
 * `OutboxFullError` when this device has no room for it: then nothing is kept, and the form stays open.
 */
export async function keepAndSend(
  entry: Submission,
  files: readonly NewFile[] = [],
  patienceMs = PATIENCE_MS,
): Promise<{ fate: Promise<Fate>; unfollow: () => void }> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  const { afterTry, unfollow } = followed(entry.id, patienceMs);
  await unlessKept(engine.add({ ...entry, owner }, files), unfollow);
  await reread();
  void askForSync();
  void askToPersist();
  return { fate: afterTry(), unfollow };
}

/** Nobody waits for an entry that did not come about. */
const unlessKept = (kept: Promise<void>, unfollow: () => void): Promise<void> =>
  kept.catch((error) => {
    unfollow();
    throw error;
  });

/** `keepAndSend` for whoever waits for the end of it. Throws `OutboxFullError`. */
export async function submit(entry: Submission, files: readonly NewFile[] = []): Promise<Fate> {
  return (await keepAndSend(entry, files)).fate;
}

/** Sends a refused entry as it stands. Throws `OutboxChangedError` where it is gone. */
export async function keep(entry: OutboxEntry): Promise<Fate> {
  const { afterTry, unfollow } = followed(entry.id);
  await unlessKept(engine.retry(entry), unfollow);
  return afterTry();
}

/**
 * Sends a refused entry with another input, as a new operation in its place; its files stay, or become `files`. Throws
 * `OutboxChangedError` where it is not any more as the person saw it, and `OutboxFullError`.
 */
export async function amend(
  entry: OutboxEntry,
  input: Record<string, unknown>,
  files: readonly NewFile[] | null = null,
): Promise<Fate> {
  const id = crypto.randomUUID();
  const { afterTry, unfollow } = followed(id);
  await unlessKept(engine.amend(entry, { id, input }, files), unfollow);
  return afterTry();
}

/** Forgets an entry; only ever by a person's hand. False where it is gone already, or, with `ifUnsent`, may be with the server. */
export const discard = (entry: EntryKey, ifUnsent = false): Promise<boolean> => engine.discard(entry, ifUnsent);

/** The photographs and films of an entry, as they lie on this device. */
export const filesOf = (entryId: string): Promise<OutboxFile[]> => store.files(entryId);

/** The person's whole queue as one file. */
export function exportMine(): Promise<Blob> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  return exportQueue(store, owner, new Date());
}

/** Takes a file's entries in behind those that are here, and sends them. Resolves to how many were new, and unreadable. Throws `OutboxFileError`. */
export async function importMine(file: Blob): Promise<{ added: number; skipped: number }> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  try {
    return await importQueue(store, owner, file);
  } finally {
    // Where the room did not suffice, some are here all the same.
    await reread();
    void flush();
  }
}

/** Background Sync, where there is one: what was entered in a dead zone goes out with the page closed. */
async function askForSync(): Promise<void> {
  type Syncing = { sync?: { register: (tag: string) => Promise<void> } };
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await (registration as Syncing | undefined)?.sync?.register(OUTBOX).catch(() => undefined);
}

/** Browsers evict what they were not asked to keep. */
export async function askToPersist(): Promise<void> {
  const { storage } = navigator;
  if (!storage?.persist) return;
  const kept = (await storage.persisted().catch(() => false)) || (await storage.persist().catch(() => false));
  setKeepsStorage(kept);
}

/**
 * Begins sending for a person in an organisation, unless that goes on already; returns how to stop. Nothing of anybody else is read or
 * sent.
 */
export function startOutbox(mine: string): () => void {
  if (owner === mine) return stop;
  stop();
  owner = mine;
  setQueue([]);
  setIsRead(false);
  setIsUnreadable(false);
  const now = () => void flushNow();
  const seen = () => document.visibilityState === "visible" && void flushNow();
  const timer = setInterval(() => void (sending() || flush()), TIMER_MS);
  window.addEventListener("online", now);
  window.addEventListener("focus", now);
  document.addEventListener("visibilitychange", seen);
  // Whoever opens the app wants it sent, whatever pause was agreed.
  void reread().then(flushNow);
  stop = () => {
    clearInterval(timer);
    window.removeEventListener("online", now);
    window.removeEventListener("focus", now);
    document.removeEventListener("visibilitychange", seen);
    if (owner !== mine) return;
    owner = null;
    setQueue([]);
    setIsRead(false);
  };
  return stop;
}
