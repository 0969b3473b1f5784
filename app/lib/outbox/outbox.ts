/**
 * The outbox of the person at this page. Every change that a person makes in the yard goes through `submit`, online too: it is on the
 * disk before it is sent, and it is sent on start, on focus, when the network comes back, by a timer, and by Background Sync where
 * the browser has it.
 */
import { createSignal } from "solid-js";
import { setSessionEnded } from "../trpc.ts";
import type { DamagedEntry, NewEntry, NewFile, OutboxEntry } from "./entry.ts";
import type { FlushEnd, OutboxEvent } from "./engine.ts";
import { channel, createEngine, OUTBOX, store } from "./shared.ts";

const TIMER_MS = 30_000;

const [queue, setQueue] = createSignal<readonly (OutboxEntry | DamagedEntry)[]>([]);
const [sending, setSending] = createSignal(false);
const [lastEnd, setLastEnd] = createSignal<FlushEnd | null>(null);
let owner: string | null = null;
const listeners = new Set<(event: OutboxEvent) => void>();

/** What waits on this device for the person at this page, in its order. */
export { queue };
/** True while something is on its way. */
export { sending };
/** How the last attempt to send ended. */
export { lastEnd };

const engine = createEngine((event) => void hear(event));
channel.addEventListener("message", ({ data }: MessageEvent<OutboxEvent>) => void hear(data));

async function hear(event: OutboxEvent): Promise<void> {
  await reread();
  for (const listener of listeners) listener(event);
}

async function reread(): Promise<void> {
  const mine = owner;
  // A disk that is closed to us holds nothing; `submit` says so when it is needed.
  const entries = mine === null ? [] : await store.list(mine).catch(() => []);
  if (mine === owner) setQueue(entries);
}

let again = false;
/** Sends what is due. Calls during a flush lead to one more after it. */
export async function flush(): Promise<void> {
  if (sending()) {
    again = true;
    return;
  }
  setSending(true);
  try {
    do {
      again = false;
      const mine = owner;
      if (mine === null) return;
      const end = await engine.flush(mine).catch(() => "offline" as const);
      setLastEnd(end);
      if (end === "signed_out" && mine === owner) setSessionEnded(true);
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by calls that came meanwhile
    } while (again);
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

/**
 * Puts an entry on the disk and tries to send it. Resolves when it is accepted or refused, or, still unsent, after the first try that
 * did not get through. Throws `OutboxFullError` when this device has no room for it: then nothing is kept, and the form stays open.
 */
export async function submit(entry: Submission, files: readonly NewFile[] = []): Promise<Fate> {
  if (owner === null) throw new Error("the outbox has no owner yet");
  // oxlint-disable-next-line solid/reactivity -- reads what holds when the event comes
  const fate = new Promise<Fate>((resolve) => {
    const listener = (event: OutboxEvent) => {
      if (event.kind === "changed" || event.id !== entry.id) return;
      listeners.delete(listener);
      const found = queue().find(({ id }) => id === entry.id);
      if (event.kind === "accepted") resolve({ kind: "accepted", result: event.result });
      else resolve(found && found.state !== "damaged" ? { kind: "asks", entry: found } : { kind: "waits" });
    };
    listeners.add(listener);
  });
  await engine.add({ ...entry, owner }, files);
  void askForSync();
  void askToPersist();
  return Promise.race([fate, flush().then(() => fateAfterFlush(entry.id, fate))]);
}

async function fateAfterFlush(id: string, fate: Promise<Fate>): Promise<Fate> {
  await reread();
  const left = queue().find((each) => each.id === id);
  // Another tab may have taken it: then its message is under way.
  if (!left) return fate;
  return left.state === "conflict" || left.state === "rejected" ? { kind: "asks", entry: left } : { kind: "waits" };
}

/** Sends a refused entry as it stands. */
export async function keep(entry: OutboxEntry): Promise<void> {
  await engine.retry(entry);
  await flush();
}

/** Sends a refused entry with another input, as a new operation in its place. */
export async function amend(entry: OutboxEntry, input: Record<string, unknown>): Promise<void> {
  await engine.amend(entry, { id: crypto.randomUUID(), input });
  await flush();
}

/** Forgets an entry; only ever by a person's hand. */
export const discard = (order: number): Promise<void> => engine.discard(order);

/** Background Sync, where there is one: what was entered in a dead zone goes out with the page closed. */
async function askForSync(): Promise<void> {
  type Syncing = { sync?: { register: (tag: string) => Promise<void> } };
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await (registration as Syncing | undefined)?.sync?.register(OUTBOX).catch(() => undefined);
}

/** Browsers evict what they were not asked to keep. */
async function askToPersist(): Promise<void> {
  if (!(await navigator.storage?.persisted?.().catch(() => true)))
    await navigator.storage?.persist?.().catch(() => false);
}

/** Begins sending for a person in an organisation; returns how to stop. Nothing of anybody else is read or sent. */
export function startOutbox(mine: string): () => void {
  owner = mine;
  setQueue([]);
  const now = () => void flushNow();
  const seen = () => document.visibilityState === "visible" && void flushNow();
  const timer = setInterval(() => void flush(), TIMER_MS);
  window.addEventListener("online", now);
  window.addEventListener("focus", now);
  document.addEventListener("visibilitychange", seen);
  void reread().then(flush);
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", now);
    window.removeEventListener("focus", now);
    document.removeEventListener("visibilitychange", seen);
    if (owner === mine) {
      owner = null;
      setQueue([]);
    }
  };
}
