/**
 * The outbox of the person at this page. Every change that a person makes in the yard goes through `submit`, online too: it is on the
 * disk before it is sent, and it is sent on start, on focus, when the network comes back, by a timer, and by Background Sync where
 * the browser has it. What screens show of it stands in `queue-state.ts`; forms use `useOutbox`.
 */
import { isAffected } from "../live-effects.ts";
import { client, noteUnauthorized, queryClient } from "../trpc.ts";
import type { OutboxEvent } from "./engine.ts";
import type { NewEntry, NewFile, OutboxEntry, OutboxFile } from "./entry.ts";
import { exportQueue, importQueue } from "./file.ts";
import {
  machineOfLane,
  queue,
  sending,
  setIsRead,
  setKeepsStorage,
  setProgress,
  setLastEnd,
  setQueue,
  setSending,
  setUnattended,
} from "./queue-state.ts";
import { channel, createEngine, OUTBOX, store } from "./shared.ts";

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
  // A disk that is closed to us holds nothing; `submit` says so when it is needed.
  const entries = mine === null ? [] : await store.list(mine).catch(() => []);
  if (mine !== owner) return;
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
      if (mine !== owner) return;
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

/** `accepted`: the server has it. `waits`: it is on this device and goes out later. `asks`: the server refused, see the queue. */
export type Fate = { kind: "accepted"; result: unknown } | { kind: "waits" } | { kind: "asks"; entry: OutboxEntry };

/** Follows an entry from now on; `afterTry` sends, and resolves when it is accepted or refused, or still unsent when patience ends. */
function followed(id: string, patienceMs = PATIENCE_MS): { afterTry: () => Promise<Fate> } {
  attended.add(id);
  let listener: (event: OutboxEvent) => void;
  // oxlint-disable-next-line solid/reactivity -- reads what holds when the event comes
  const fate = new Promise<Fate>((resolve) => {
    listener = (event) => {
      if (event.kind === "changed" || event.kind === "progress" || event.id !== id) return;
      if (event.kind === "accepted") resolve({ kind: "accepted", result: event.result });
      else resolve(fateInQueue(id) ?? { kind: "waits" });
    };
    listeners.add(listener);
  });
  const afterTry = async (): Promise<Fate> => {
    const patience = new Promise<Fate>((resolve) => setTimeout(() => resolve({ kind: "waits" }), patienceMs));
    const tried = flush().then(async () => {
      await reread();
      // Gone without a word: another tab has sent it, and its message is under way.
      return fateInQueue(id) ?? fate;
    });
    return Promise.race([fate, tried, patience]).finally(() => {
      listeners.delete(listener);
      attended.delete(id);
    });
  };
  return { afterTry };
}

function fateInQueue(id: string): Fate | null {
  const found = queue().find((each) => each.id === id);
  if (!found) return null;
  return found.state === "conflict" || found.state === "rejected" ? { kind: "asks", entry: found } : { kind: "waits" };
}

/**
 * Puts an entry on the disk. Resolves when it is there, with what becomes of it: accepted, refused, or still unsent after the first try
 * that did not get through. Throws `OutboxFullError` when this device has no room for it: then nothing is kept, and the form stays open.
 */
export async function keepAndSend(
  entry: Submission,
  files: readonly NewFile[] = [],
  patienceMs = PATIENCE_MS,
): Promise<{ fate: Promise<Fate> }> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  const { afterTry } = followed(entry.id, patienceMs);
  await engine.add({ ...entry, owner }, files);
  await reread();
  void askForSync();
  void askToPersist();
  return { fate: afterTry() };
}

/** `keepAndSend` for whoever waits for the end of it. Throws `OutboxFullError`. */
export async function submit(entry: Submission, files: readonly NewFile[] = []): Promise<Fate> {
  return (await keepAndSend(entry, files)).fate;
}

/** Sends a refused entry as it stands. */
export async function keep(entry: OutboxEntry): Promise<Fate> {
  const { afterTry } = followed(entry.id);
  await engine.retry(entry);
  return afterTry();
}

/**
 * Sends a refused entry with another input, as a new operation in its place; its files stay, or become `files`. Throws `RangeError` where
 * it is open whether the server has the first one (`body` is kept), and `OutboxFullError`.
 */
export async function amend(
  entry: OutboxEntry,
  input: Record<string, unknown>,
  files: readonly NewFile[] | null = null,
): Promise<Fate> {
  const id = crypto.randomUUID();
  const { afterTry } = followed(id);
  await engine.amend(entry, { id, input }, files);
  return afterTry();
}

/** Forgets an entry; only ever by a person's hand. False where the server has it already. */
export const discard = (order: number): Promise<boolean> => engine.discard(order);

/** The photographs and films of an entry, as they lie on this device. */
export const filesOf = (entryId: string): Promise<OutboxFile[]> => store.files(entryId);

/** The person's whole queue as one file. */
export function exportMine(): Promise<Blob> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  return exportQueue(store, owner, new Date());
}

/** Takes a file's entries in behind those that are here, and sends them. Resolves to how many were new. Throws `OutboxFileError`. */
export async function importMine(file: Blob): Promise<number> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  const added = await importQueue(store, owner, file);
  await reread();
  void flush();
  return added;
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
  const now = () => void flushNow();
  const seen = () => document.visibilityState === "visible" && void flushNow();
  const timer = setInterval(() => void (sending() || flush()), TIMER_MS);
  window.addEventListener("online", now);
  window.addEventListener("focus", now);
  document.addEventListener("visibilitychange", seen);
  void reread().then(flush);
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
