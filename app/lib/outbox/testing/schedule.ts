/**
 * One random day in a yard: a person enters things while networks, pages, workers, servers, clocks, disks and permissions fail. Everything
 * follows from the seed. `runSchedule` throws, with the seed, at the first broken promise.
 */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { type Answer, readAnswer } from "../answers.ts";
import { OutboxChangedError, OutboxEngine, type Transport } from "../engine.ts";
import { isDamaged, isLate, lateIdOf, media, type NewFile, type OutboxEntry, type OutboxFile } from "../entry.ts";
import { exportQueue, importQueue } from "../file.ts";
import { OutboxFullError } from "../full.ts";
import { OutboxStore } from "../store.ts";
import { mulberry32 } from "../../../../server/domain/prng.ts";
import { Disk, unreadable } from "./disk.ts";
import { mediaIdOf, ModelServer } from "./model-server.ts";

const OWNER = "person:organization";
/** Files that wait for Wi-Fi where data is saved are known to the model by their names. */
const LARGE = "film-";
/** Somebody else at the same device, who is not signed in. */
const OTHER = "other:organization";
const DAY_MS = 86_400_000;
const MACHINES = ["EQX1", "EQX2", "EQX3"];
/** A little over a day of quarters of an hour: longer than any wait, shorter than a clock may be off. */
const MOST_ROUNDS = 100;
/** As near as an entry's time comes to the true one where the clocks' difference was known. */
const TIME_TOLERANCE_MS = 2 * 60_000;

export type Tally = Record<string, number>;

export async function runSchedule(seed: number, tally: Tally = {}): Promise<void> {
  const day = new Day(seed, tally);
  try {
    await day.live();
    await day.settle();
    await day.check();
  } catch (error) {
    throw new Error(`schedule ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    day.disk.free = Number.POSITIVE_INFINITY;
  }
}

/** A page or a worker: what it holds in memory dies with it, what it has begun on the disk or the network goes on. */
class Process {
  dead = false;
  readonly store: OutboxStore;
  readonly engine: OutboxEngine;

  constructor(day: Day, database: string) {
    const alive = <T>(value: T): T | Promise<never> => (this.dead ? new Promise<never>(() => {}) : value);
    const store = new OutboxStore(database);
    // Every return from the disk or the network is a moment at which the process may be gone.
    this.store = new Proxy(store, {
      get: (target, key) => {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function") return method;
        return async (...args: unknown[]) => {
          await alive(null);
          day.failWrites(String(key));
          const result: unknown = await (method as (...all: unknown[]) => unknown).apply(target, args);
          return alive(key === "files" ? day.readFiles(result as OutboxFile[]) : result);
        };
      },
    });
    const transport: Transport = {
      greet: async () => alive(day.online ? { serverNow: day.serverNow } : null),
      send: async (owner, procedure, body) => alive(await day.carry(owner, procedure, body)),
      upload: async (_owner, { id }) => alive(day.upload(id)),
      announce: async (_owner, { id }) => alive(day.announce(id)),
    };
    this.engine = new OutboxEngine({
      store: this.store,
      transport,
      exclusively: (work) => day.lock(this, work),
      now: () => day.deviceNow,
      random: day.random,
      changed: (event) => {
        if (!this.dead && event.kind === "accepted") day.told.add(event.id);
      },
    });
  }
}

class Day {
  readonly random: () => number;
  readonly server = new ModelServer();
  readonly lost: Answer = { kind: "open", why: "network" };
  /** Ids that the person was told are kept, with their lane, in the order of entering. */
  readonly kept: { id: string; lane: string; occurredAt: number; knewTheTime: boolean }[] = [];
  /** Ids of files that the browser has lost, and of entries and files that something on the way does not let through. */
  readonly gone = new Set<string>();
  readonly blocked = new Set<string>();
  readonly others: string[] = [];
  readonly disk = new Disk();
  /** What another tab shows: the queue as it was some time ago. */
  #seen: OutboxEntry[] = [];
  #isFilled = false;
  #database = "yard";
  readonly discarded = new Set<string>();
  readonly amended = new Map<string, string>();
  readonly told = new Set<string>();
  serverNow = Date.UTC(2026, 2, 1);
  skew = 0;
  online = true;
  /** The phone saves data and has no Wi-Fi. */
  savesData = false;
  #quota = 0;
  #late: { procedure: string; body: string }[] = [];
  #process: Process;
  #holder: Process | null = null;
  #waiting: (() => void)[] = [];
  #count = 0;

  constructor(
    readonly seed: number,
    readonly tally: Tally,
  ) {
    globalThis.indexedDB = new IDBFactory();
    this.random = mulberry32(seed);
    this.#process = this.#begin();
  }

  #begin(): Process {
    return new Process(this, this.#database);
  }

  get deviceNow(): number {
    return this.serverNow - this.skew;
  }

  #note(what: string): void {
    this.tally[what] = (this.tally[what] ?? 0) + 1;
  }

  #chance(share: number, what: string): boolean {
    const hit = this.random() < share;
    if (hit) this.#note(what);
    return hit;
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  /** A full disk refuses what would need room; removing needs none. */
  failWrites(method: string): void {
    if (this.#quota <= 0 || !["add", "change", "setMediaId", "replace"].includes(method)) return;
    this.#quota--;
    this.#note("quota");
    const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
    throw method === "setMediaId" ? full : new OutboxFullError(full);
  }

  readFiles(files: OutboxFile[]): OutboxFile[] {
    if (files.length === 0) return files;
    if (this.#chance(0.02, "files not given out")) throw new Error("Failed to read large IndexedDB value");
    return files.map((file) => (this.gone.has(file.id) ? { ...file, blob: unreadable(file.blob) } : file));
  }

  upload(id: string): Answer {
    // To whoever sends it a lost file looks like a hole in the network.
    if (!this.online || this.gone.has(id)) return this.lost;
    if (this.blocked.has(id)) return (this.#note("upload blocked"), this.lost);
    const fate = this.random();
    if (fate < 0.1) return (this.#note("upload lost"), this.lost);
    if (fate < 0.13) return (this.#note("upload busy"), { kind: "open", why: "busy" });
    if (fate < 0.16) return (this.#note("upload fault"), { kind: "open", why: "fault" });
    if (this.savesData && id.startsWith(LARGE))
      return (this.#note("upload waits for Wi-Fi"), { kind: "open", why: "saving" });
    return this.server.upload(id);
  }

  announce(id: string): Answer {
    if (!id.startsWith(LARGE)) throw new Error(`${id} was to come after its record`);
    if (!this.online || this.blocked.has(id)) return this.lost;
    const fate = this.random();
    if (fate < 0.1) return (this.#note("announcement lost"), this.lost);
    if (fate < 0.13) return (this.#note("announcement busy"), { kind: "open", why: "busy" });
    return this.server.announce(id);
  }

  /** The device's lock: whoever dies lets go of it. */
  async lock(holder: Process, work: () => Promise<void>): Promise<void> {
    while (this.#holder && !this.#holder.dead) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#holder = holder;
    try {
      await work();
    } finally {
      if (this.#holder === holder) this.#release();
    }
  }

  #release(): void {
    this.#holder = null;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** The network between device and server. */
  async carry(owner: string, procedure: string, body: string): Promise<Answer> {
    await Promise.resolve();
    if (!this.online) return this.lost;
    if (owner !== OWNER) return { kind: "signed_out" };
    const { operationId } = JSON.parse(body) as { operationId: string };
    if (this.blocked.has(operationId)) return (this.#note("a proxy's page"), this.lost);
    const fate = this.random();
    const note = (what: string) => this.#note(what);
    if (fate < 0.06) return (note("request lost"), this.lost);
    if (fate < 0.12) {
      note("killed between commit and answer");
      this.server.handle(procedure, body);
      return this.lost;
    }
    if (fate < 0.18) {
      note("delivered twice");
      this.server.handle(procedure, body);
      return this.server.handle(procedure, body);
    }
    if (fate < 0.24) {
      note("late repetition");
      const answer = this.server.handle(procedure, body);
      // Only what was accepted is repeated late: a connection that repeats what was refused long ago is not in the model.
      if (answer.kind === "accepted") this.#late.push({ procedure, body });
      return answer;
    }
    if (fate < 0.27) return (note("captive portal"), readAnswer(200, undefined, null));
    if (fate < 0.3) return (note("server busy"), { kind: "open", why: "busy", retryAfterMs: 60_000 });
    if (fate < 0.32) return (note("server fault"), { kind: "open", why: "fault" });
    return this.server.handle(procedure, body);
  }

  async live(): Promise<void> {
    const steps = 6 + Math.floor(this.random() * 14);
    for (let step = 0; step < steps; step++) {
      this.serverNow += Math.floor(this.random() * 20 * 60_000);
      await this.#disturb();
      if (this.random() < 0.7) await this.#enter();
      if (this.random() < 0.6) await this.#flushSomehow();
      if (this.random() < 0.15) await this.#answerQuestions();
      if (this.#chance(0.1, "another tab acts on what it saw")) await this.#decide(this.#seen, this.#begin());
      if (this.random() < 0.3) this.#seen = await this.#questions();
      while (this.#late.length > 0 && this.random() < 0.5) this.#repeatLate();
    }
  }

  #repeatLate(): void {
    const [late] = this.#late.splice(Math.floor(this.random() * this.#late.length), 1);
    if (late && this.server.signedIn && this.server.mayWrite) this.server.handle(late.procedure, late.body);
  }

  async #disturb(): Promise<void> {
    if (this.#chance(0.2, "network toggled")) this.online = !this.online;
    if (this.#chance(0.06, "clock off")) this.skew = Math.floor((this.random() - 0.5) * 4 * DAY_MS);
    if (this.#chance(0.03, "30 days offline")) {
      this.serverNow += 30 * DAY_MS;
      this.server.signedIn = false;
    }
    if (this.#chance(0.06, "token expired")) this.server.signedIn = false;
    if (this.#chance(0.1, "signed in again")) this.server.signedIn = true;
    if (this.#chance(0.05, "role changed")) this.server.mayWrite = !this.server.mayWrite;
    if (this.#chance(0.15, "Wi-Fi toggled")) this.savesData = !this.savesData;
    if (this.#chance(0.06, "disk filled")) this.#quota = 1 + Math.floor(this.random() * 4);
    if (this.#chance(0.04, "uploads cleared away")) this.server.clear();
    if (this.#chance(0.1, "page killed")) this.#kill();
    if (!this.#isFilled && this.#chance(0.02, "disk stays full")) {
      this.#isFilled = true;
      this.disk.free = 0;
    }
    if (this.#chance(0.02, "damaged record")) await this.#damage();
    if (this.#chance(0.02, "somebody else enters")) await this.#enterAsOther();
    await Promise.resolve();
  }

  async #damage(): Promise<void> {
    const id = `damaged-${++this.#count}`;
    const entry = { id, owner: OWNER, procedure: "notes.add", lane: "", input: {}, occurredAt: "", label: "" };
    const kept = this.#process.store.add({ ...entry, skewMs: null }, []);
    await kept.catch(() => undefined);
  }

  async #enterAsOther(): Promise<void> {
    const id = `other-${++this.#count}`;
    const occurredAt = new Date(this.deviceNow).toISOString();
    const entry = { id, owner: OTHER, procedure: "notes.add", lane: "machine:EQX1", input: {}, occurredAt, label: "" };
    try {
      await this.#process.engine.add(entry);
      this.others.push(id);
    } catch {
      // No room.
    }
    await this.#process.engine.flush(OTHER).catch(() => undefined);
  }

  #kill(): void {
    this.#process.dead = true;
    if (this.#holder?.dead) this.#release();
    this.#process = this.#begin();
  }

  async #enter(): Promise<void> {
    const humanId = this.#pick(MACHINES);
    const procedure = this.#pick(["rentals.checkOut", "rentals.checkIn", "notes.add"]);
    const id = `operation-${++this.#count}`;
    const lane = `machine:${humanId}`;
    const files: NewFile[] = [];
    const photos: string[] = [];
    if (this.random() < 0.3) {
      const file = {
        id: `${this.#chance(0.4, "film taken") ? LARGE : "file-"}${this.#count}`,
        blob: new Blob(["x"]),
        sha256: "0",
        purpose: "CHECK_OUT",
        mediaId: null,
      };
      files.push(file);
      photos.push(media(file.id));
      if (this.#chance(0.04, "file lost by the browser")) this.gone.add(file.id);
      if (this.#chance(0.03, "file blocked on the way")) this.blocked.add(file.id);
    }
    const meter = this.random() < 0.1 ? 0 : this.#count;
    const text = this.#chance(0.01, "poison") ? "poison" : `note ${this.#count}`;
    if (this.#chance(0.02, "entry blocked on the way")) this.blocked.add(id);
    const input = { humanId, meter, text, photos };
    const occurredAt = new Date(this.deviceNow).toISOString();
    const entry = { id, owner: OWNER, procedure, lane, input, occurredAt, label: humanId };
    try {
      await this.#process.engine.add(entry, files);
      const knewTheTime = this.#process.engine.skewMs === this.skew;
      this.kept.push({ id, lane, occurredAt: this.serverNow, knewTheTime });
      // A second press of the button.
      if (this.#chance(0.1, "added twice")) await this.#process.engine.add(entry, files);
    } catch (error) {
      if (!(error instanceof OutboxFullError)) throw error;
      // The person was told that it is not kept; the form stays open.
    }
  }

  async #flushSomehow(): Promise<void> {
    const page = this.#process;
    if (this.#chance(0.25, "two tabs")) {
      const other = this.#begin();
      await Promise.all(
        [page.engine.flush(OWNER), other.engine.flush(OWNER)].map((each) => each.catch(() => undefined)),
      );
    } else if (this.#chance(0.1, "person decides in mid-flush")) {
      const flushing = page.engine.flush(OWNER).catch(() => undefined);
      const turns = Math.floor(this.random() * 10);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([flushing, this.#answerQuestions()]);
    } else if (this.#chance(0.15, "worker killed in mid-flush")) {
      const worker = this.#begin();
      const flushing = worker.engine.flush(OWNER).catch(() => undefined);
      const turns = Math.floor(this.random() * 30);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      worker.dead = true;
      if (this.#holder === worker) this.#release();
      void flushing;
    } else if (this.#chance(0.15, "page killed in mid-flush")) {
      const flushing = page.engine.flush(OWNER).catch(() => undefined);
      const turns = Math.floor(this.random() * 30);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      this.#kill();
      void flushing;
    } else {
      await page.engine.flush(OWNER).catch(() => undefined);
    }
  }

  /** What asks for a person now. */
  async #questions(): Promise<OutboxEntry[]> {
    const entries = await this.#process.store.list(OWNER);
    return entries.filter((entry): entry is OutboxEntry => !isDamaged(entry) && entry.state !== "waiting");
  }

  /** The person at the conflict screen: keeps, changes or discards. */
  async #answerQuestions(): Promise<void> {
    await this.#decide(await this.#questions(), this.#process);
    for (const entry of await this.#process.store.list(OWNER))
      if (isDamaged(entry)) await this.#process.engine.discard(entry);
  }

  /** What is decided may be about entries that are not any more what they were: then it must do nothing. */
  async #decide(entries: readonly OutboxEntry[], { engine }: Process): Promise<void> {
    for (const entry of entries) {
      if (entry.refusal?.status === 401) throw new Error("a person was asked about a session that is over");
      this.#note(`asked: ${entry.refusal?.code ?? ""}`);
      const choice = this.random();
      const quiet = (error: unknown) => void (error instanceof OutboxChangedError && this.#note("decided too late"));
      if (choice < 0.4) await engine.retry(entry).catch(quiet);
      else if (choice < 0.7) await this.#amend(entry, engine).catch(quiet);
      else if (entry.body === null || entry.input["text"] === "poison") {
        if (await engine.discard(entry, entry.body === null)) this.discarded.add(entry.id);
      } else await engine.retry(entry).catch(quiet);
      this.#note("question answered");
    }
  }

  async #amend(entry: OutboxEntry, engine: OutboxEngine): Promise<void> {
    const id = `operation-${++this.#count}`;
    const input = { ...entry.input, meter: this.#count };
    // No room for the change, or it is open whether the server has it: the question stays.
    if (entry.refusal?.code === "outbox.file_missing")
      await engine.amend(entry, { id, input: { ...input, photos: [] } }, []);
    else await engine.amend(entry, { id, input });
    this.amended.set(entry.id, id);
  }

  /** The queue goes to another device as a file; this one is given away. */
  async #carryAway(): Promise<void> {
    const file = await exportQueue(this.#process.store, OWNER, new Date(this.deviceNow));
    const there = new OutboxStore("there");
    await importQueue(there, OWNER, file);
    this.others.length = 0;
    this.#database = "there";
    this.#kill();
  }

  /** Everything heals but a full disk, which has to drain by itself; in the end nothing may be left. */
  async settle(): Promise<void> {
    Object.assign(this, { online: true, skew: 0, savesData: this.#chance(0.5, "no Wi-Fi all day") });
    Object.assign(this.server, { signedIn: true, mayWrite: true });
    this.#quota = 0;
    this.blocked.clear();
    this.#kill();
    if (!this.#isFilled && this.#chance(0.05, "carried to another device")) await this.#carryAway();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.serverNow += 16 * 60_000;
      await this.#process.engine.flush(OWNER);
      await this.#answerQuestions();
      while (this.#late.length > 0) this.#repeatLate();
      const left = await this.#process.store.list(OWNER);
      if (left.length === 0) return;
      // No record is left behind its own film, and the films go once they may.
      if (this.savesData && left.every((entry) => !isDamaged(entry) && isLate(entry))) {
        this.#note("films waited alone");
        this.savesData = false;
      }
    }
    throw new Error("something is stuck");
  }

  async check(): Promise<void> {
    const others = (await this.#process.store.list(OTHER)).map(({ id }) => id);
    if (others.join() !== this.others.join()) throw new Error("somebody else's entries are not as they were");
    const order = this.server.applied.map(({ id }) => id);
    if (new Set(order).size !== order.length) throw new Error("something was applied twice");
    const last = (id: string): string => (this.amended.has(id) ? last(this.amended.get(id)!) : id);
    for (const { id, occurredAt, knewTheTime } of this.kept) {
      const applied = order.includes(last(id));
      if (applied === this.discarded.has(last(id)))
        throw new Error(`${id} was ${applied ? "applied and discarded" : "lost"}`);
      if (knewTheTime && applied) {
        const told = this.server.applied.find((each) => each.id === last(id))!.occurredAt;
        if (Math.abs(Date.parse(told) - occurredAt) > TIME_TOLERANCE_MS) throw new Error(`${id} is at a wrong time`);
        this.#note("times held against the truth");
      }
      for (const file of applied ? this.server.photosOf(last(id)) : []) {
        const isKnownLost = this.gone.has(file) || this.discarded.has(lateIdOf(last(id)));
        if (!this.server.stored.has(mediaIdOf(file)) && !isKnownLost) throw new Error(`${file} has not arrived`);
        if (file.startsWith(LARGE) && !isKnownLost) this.#note("film arrived");
      }
      if (last(id) !== id && order.includes(id)) throw new Error(`${id} was applied beside its change`);
    }
    for (const lane of new Set(this.kept.map((each) => each.lane))) {
      const entered = this.kept.filter((each) => each.lane === lane).map(({ id }) => last(id));
      const took = order.filter((id) => entered.includes(id));
      if (took.join() !== entered.filter((id) => order.includes(id)).join()) throw new Error(`${lane} is out of order`);
    }
    const before = this.server.snapshot();
    const arrived = this.server.arrived.slice();
    for (const { procedure, body } of arrived) {
      const { operationId } = JSON.parse(body) as { operationId: string };
      if (this.server.operations.has(operationId)) this.server.handle(procedure, body);
    }
    if (this.server.snapshot() !== before) throw new Error("playing everything again changed the state");
    if (this.disk.refused > 0) this.#note("no room on the disk");
    this.#note("schedules");
    this.tally["entries"] = (this.tally["entries"] ?? 0) + this.kept.length;
  }
}
