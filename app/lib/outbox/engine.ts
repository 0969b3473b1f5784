/**
 * Sends the outbox. It guarantees: an entry goes only after it is on the disk; entries of one lane go in their order, and one that waits
 * for a person holds back those behind it in its lane and no others; every try of an entry has the same operation id and, until it is
 * refused, the same text; an entry leaves the disk when the server has accepted it or a person discards it, and for no other reason. A
 * record does not wait for a large file of its own that waits for Wi-Fi: the file is announced, the record names it, and it follows as an
 * entry of its own.
 */
import { type Answer, stateOfRefusal } from "./answers.ts";
import {
  isDamaged,
  isLate,
  type NewEntry,
  type NewFile,
  type OutboxEntry,
  type OutboxFile,
  type Refusal,
  withMediaIds,
} from "./entry.ts";
import { OutboxFullError } from "./full.ts";
import type { EntryKey, OutboxStore } from "./store.ts";

export type Transport = {
  /** Finds out whether it is our server that answers, and what its clock shows (in milliseconds). Null when it does not. */
  greet(): Promise<{ serverNow: number } | null>;
  /** Sends one mutation as `owner`, and as nobody else. Never rejects. */
  send(owner: string, procedure: string, body: string): Promise<Answer>;
  /** Brings a file to the server. `accepted` carries its media id. Never rejects. */
  upload(owner: string, file: OutboxFile, onProgress: (ratio: number) => void): Promise<Answer>;
  /** Tells the server of a file that comes after its record. `accepted` carries its media id. Never rejects. */
  announce(owner: string, file: OutboxFile): Promise<Answer>;
};

export type EngineDeps = {
  store: OutboxStore;
  transport: Transport;
  /** Runs the work while nobody else on this device does: other tabs and the service worker wait. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  now: () => number;
  /** 0 ≤ x < 1, spreads out the tries. */
  random: () => number;
  /** Called after every change, so that screens and other tabs read anew. */
  changed: (event: OutboxEvent) => void;
};

export type OutboxEvent =
  | { kind: "changed" }
  /** How much of an entry's files has arrived, 0–1; nothing on the disk has changed. */
  | { kind: "progress"; id: string; ratio: number }
  | { kind: "accepted"; id: string; result: unknown }
  | { kind: "waits_for_person"; id: string }
  /** A person has taken it away, or has put the operation `by` in its place. */
  | { kind: "discarded"; id: string }
  | { kind: "replaced"; id: string; by: string };

/** Why a flush ended: nothing more to do, no server, it is busy, the disk takes nothing more, or the owner is not signed in. */
export type FlushEnd = "done" | "offline" | "busy" | "full" | "signed_out";

/** The entry is not any more what the person saw: sent again, changed, accepted or discarded elsewhere on this device. */
export class OutboxChangedError extends Error {
  readonly data = { appCode: "outbox.changed", httpStatus: 409 };
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** After so many failures over one entry in a row a person is asked, so that it does not hold back its lane for ever. */
const FAULTS_UNTIL_ASKED = 6;
/** A smaller difference of clocks is not worth correcting. */
const SKEW_TOLERANCE_MS = 2 * 60_000;
/** What the person is told who is asked after those failures: whose they were. */
const ASKED_ABOUT = {
  fault: { code: "internal", status: 500, message: "The server failed over it" },
  network: { code: "outbox.blocked", status: 0, message: "Something on the way does not let it through" },
  unreadable: { code: "outbox.file_missing", status: 422, message: "A file is missing" },
} as const;

export class OutboxEngine {
  #deps: EngineDeps;
  #skewMs: number | null = null;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
  }

  /** How far the server's clock is ahead of the device's, in milliseconds, where it was seen since the start. */
  get skewMs(): number | null {
    return this.#skewMs;
  }

  /** Resolves when the entry is on the disk. Throws `OutboxFullError`. */
  async add(entry: Omit<NewEntry, "skewMs">, files: readonly NewFile[] = []): Promise<void> {
    await this.#deps.store.add({ ...entry, skewMs: this.#skewMs }, files);
    this.#deps.changed({ kind: "changed" });
  }

  /** Sends everything of the owner whose turn has come. */
  async flush(owner: string): Promise<FlushEnd> {
    let end: FlushEnd = "done";
    await this.#deps.exclusively(async () => {
      end = await this.#flush(owner);
    });
    return end;
  }

  async #flush(owner: string): Promise<FlushEnd> {
    const { transport, now } = this.#deps;
    const tried = new Set<string>();
    let greeted = false;
    let end: FlushEnd = "done";
    for (;;) {
      const due = firstOfLanes(await this.#sound(owner)).filter(
        ({ state, notBefore, id }) => state === "waiting" && isDue(notBefore, now()) && !tried.has(id),
      );
      if (due.length === 0) return end;
      if (!greeted) {
        const met = await transport.greet();
        if (!met) return "offline";
        this.#skewMs = met.serverNow - now();
        greeted = true;
      }
      for (const entry of due) {
        tried.add(entry.id);
        const answer = await this.#deliver(entry).catch((): Answer => ({ kind: "open", why: "unreadable" }));
        const isOpen = answer.kind === "open";
        // A hole in the network ends the flush; what alone does not get through holds back nobody else.
        if (isOpen && answer.why === "network" && !(await transport.greet())) return "offline";
        const why = await this.#settle(entry, answer).catch((error) =>
          error instanceof OutboxFullError ? "full" : null,
        );
        if (why === "signed_out" || why === "busy") return why;
        end = why ?? end;
      }
    }
  }

  async #sound(owner: string): Promise<OutboxEntry[]> {
    return (await this.#deps.store.list(owner)).filter((entry) => !isDamaged(entry));
  }

  /** Brings the files there, fixes the text, and sends it. */
  async #deliver(entry: OutboxEntry): Promise<Answer> {
    const { store, transport, changed } = this.#deps;
    if (entry.body !== null) return transport.send(entry.owner, entry.procedure, entry.body);
    const files = await store.files(entry.id);
    const whole = files.reduce((sum, { blob }) => sum + blob.size, 0);
    let arrived = 0;
    for (const file of files) {
      const before = arrived;
      arrived += file.blob.size;
      if (file.mediaId !== null) continue;
      // What the browser has lost looks like a hole in the network to whoever sends it.
      if (!(await isReadable(file.blob))) return FILE_MISSING;
      const answer = await transport.upload(entry.owner, file, (ratio) => {
        // What moves is not stuck.
        entry.faults = 0;
        changed({ kind: "progress", id: entry.id, ratio: (before + ratio * file.blob.size) / whole });
      });
      const comesLater = answer.kind === "open" && answer.why === "saving" && !isLate(entry);
      const named = comesLater ? await transport.announce(entry.owner, file) : answer;
      if (named.kind !== "accepted") return named;
      file.mediaId = String(named.result);
      // On the disk an id stands for a file that has arrived. Not kept is not lost: the file is brought again.
      if (!comesLater) await store.setMediaId(file.id, file.mediaId).catch(() => undefined);
    }
    if (isLate(entry)) return { kind: "accepted", result: null };
    let body: string;
    try {
      const input = withMediaIds(entry.input, files) as object;
      body = JSON.stringify({ ...input, operationId: entry.id, occurredAt: this.#happened(entry) });
    } catch {
      return FILE_MISSING;
    }
    // Without this on the disk a second try could differ from the first, and would count as another operation.
    try {
      if (!(await store.change(entry, { body }))) return { kind: "open", why: "saving" };
    } catch (error) {
      return { kind: "open", why: error instanceof OutboxFullError ? "full" : "busy" };
    }
    return transport.send(entry.owner, entry.procedure, body);
  }

  /** The time by the server's clock: phones are off by hours more often than one thinks. */
  #happened(entry: OutboxEntry): string {
    const skew = entry.skewMs ?? this.#skewMs ?? 0;
    if (Math.abs(skew) < SKEW_TOLERANCE_MS) return entry.occurredAt;
    return new Date(Date.parse(entry.occurredAt) + skew).toISOString();
  }

  /** Writes down what became of it; a reason to end the flush, or null. */
  async #settle(entry: OutboxEntry, answer: Answer): Promise<FlushEnd | null> {
    const { store, changed, now, random } = this.#deps;
    if (answer.kind === "signed_out") return "signed_out";
    if (answer.kind === "accepted") {
      await store.accept(entry);
      changed({ kind: "accepted", id: entry.id, result: answer.result });
      return null;
    }
    if (answer.kind === "refused") {
      // What the server has cleared away meanwhile is brought again with the next try.
      if (answer.refusal.code === "media.not_stored" && entry.faults < FAULTS_UNTIL_ASKED) {
        const files = await store.files(entry.id).catch(() => null);
        if (!files) {
          await this.#ask(entry, ASKED_ABOUT.unreadable, answer.settled ? { body: null } : {});
          return null;
        }
        for (const { id } of files) await store.setMediaId(id, null);
        await store.change(entry, { body: null, faults: entry.faults + 1, tries: entry.tries + 1 });
        return null;
      }
      // Sent for the first time, or looked up by the server: then nothing of it has taken effect, and it may be changed. Not where the
      // server has it with other contents, from a device to which the queue was carried: as another operation it would count twice.
      const mayChange = (entry.body === null || answer.settled) && answer.refusal.code !== "operation.reused";
      await this.#ask(entry, answer.refusal, mayChange ? { body: null } : {});
      return null;
    }
    if (answer.why === "full") return "full";
    const asked = answer.why === "busy" || answer.why === "saving" ? null : ASKED_ABOUT[answer.why];
    const faults = entry.faults + (asked ? 1 : 0);
    if (asked && faults >= FAULTS_UNTIL_ASKED) {
      await this.#ask(entry, asked, {});
      return null;
    }
    const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** entry.tries) * (0.75 + random() / 2);
    const notBefore = now() + Math.min(LONGEST_WAIT_MS, Math.max(answer.retryAfterMs ?? 0, backoff));
    await store.change(entry, { tries: entry.tries + 1, faults, notBefore });
    changed({ kind: "changed" });
    if (answer.why === "network") return "offline";
    return answer.why === "busy" ? "busy" : null;
  }

  async #ask(entry: OutboxEntry, refusal: Omit<Refusal, "at">, body: { body?: null }): Promise<void> {
    const { store, changed, now } = this.#deps;
    await store.change(entry, {
      ...body,
      state: stateOfRefusal(refusal),
      refusal: { ...refusal, at: now() },
      faults: 0,
      tries: entry.tries + 1,
    });
    changed({ kind: "waits_for_person", id: entry.id });
  }

  /** Sends a refused entry again as it stands. Throws `OutboxChangedError` where it is gone. */
  async retry(entry: EntryKey): Promise<void> {
    const { store, changed } = this.#deps;
    const again = { state: "waiting", refusal: null, notBefore: 0, faults: 0 } as const;
    // Where it goes out again already, that is what was wanted.
    if (!(await store.change(entry, again))) throw new OutboxChangedError();
    changed({ kind: "changed" });
  }

  /**
   * Sends a refused entry changed, as another operation in the same place of its lane. Throws `OutboxChangedError` where it is not any
   * more as the person saw it, or it is open whether the server took it (`body` is kept): then nothing has changed.
   */
  async amend(
    entry: EntryKey,
    next: { id: string; input: Record<string, unknown> },
    files: readonly NewFile[] | null = null,
  ): Promise<void> {
    const { store, changed } = this.#deps;
    const fresh = { state: "waiting", refusal: null, notBefore: 0, faults: 0, tries: 0 } as const;
    if (!(await store.replace(entry, { ...next, ...fresh }, files))) throw new OutboxChangedError();
    changed({ kind: "replaced", id: entry.id, by: next.id });
  }

  /**
   * Forgets an entry by hand, once nobody on this device is sending it. False where it is gone already: then nothing was taken back. With
   * `ifUnsent` false, too, where it may have reached the server.
   */
  async discard(entry: EntryKey, ifUnsent = false): Promise<boolean> {
    const { store, exclusively, changed } = this.#deps;
    let found = false;
    await exclusively(async () => {
      const there = await store.get(entry);
      found = there !== undefined && !(ifUnsent && !isDamaged(there) && there.body !== null);
      if (found) await store.remove(entry);
    });
    changed(found ? { kind: "discarded", id: entry.id } : { kind: "changed" });
    return found;
  }

  /** Makes everything that only waits for its next try due now: after a reconnect, or when the device's clock was set back. */
  async hurry(owner: string): Promise<void> {
    for (const entry of await this.#sound(owner))
      if (entry.notBefore > 0) await this.#deps.store.change(entry, { notBefore: 0 });
  }
}

/** A time further away than any wait of ours was written before the clock was set back. */
const isDue = (notBefore: number, now: number) => notBefore <= now || notBefore - now > LONGEST_WAIT_MS;

const FILE_MISSING: Answer = { kind: "refused", settled: false, refusal: ASKED_ABOUT.unreadable };

const isReadable = (blob: Blob): Promise<boolean> =>
  blob
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** Whatever is first in its lane, in the order of the device. */
function firstOfLanes(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ lane }) => !seen.has(lane) && seen.add(lane));
}
