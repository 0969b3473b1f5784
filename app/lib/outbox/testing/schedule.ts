/**
 * One random day in a yard: a person enters things while networks, pages, workers, servers, clocks, disks and permissions fail. Everything
 * follows from the seed. `runSchedule` throws, with the seed, at the first broken promise.
 */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { type Answer, readAnswer } from "../answers.ts";
import { OutboxEngine, type Transport } from "../engine.ts";
import { isDamaged, media, type NewFile, type OutboxEntry } from "../entry.ts";
import { OutboxFullError, OutboxStore } from "../store.ts";
import { mulberry32 } from "../../../../server/domain/prng.ts";
import { ModelServer } from "./model-server.ts";

const OWNER = "person:organization";
const DAY_MS = 86_400_000;
const MACHINES = ["EQX1", "EQX2", "EQX3"];
/** A little over a day of quarters of an hour: longer than any wait, shorter than a clock may be off. */
const MOST_ROUNDS = 100;

export type Tally = Record<string, number>;

export async function runSchedule(seed: number, tally: Tally = {}): Promise<void> {
  const day = new Day(seed, tally);
  try {
    await day.live();
    await day.settle();
    day.check();
  } catch (error) {
    throw new Error(`schedule ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A page or a worker: what it holds in memory dies with it, what it has begun on the disk or the network goes on. */
class Process {
  dead = false;
  readonly store: OutboxStore;
  readonly engine: OutboxEngine;

  constructor(day: Day) {
    const alive = <T>(value: T): T | Promise<never> => (this.dead ? new Promise<never>(() => {}) : value);
    const store = new OutboxStore("yard");
    // Every return from the disk or the network is a moment at which the process may be gone.
    this.store = new Proxy(store, {
      get: (target, key) => {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function") return method;
        return async (...args: unknown[]) => {
          await alive(null);
          day.failWrites(String(key));
          const result: unknown = await (method as (...all: unknown[]) => unknown).apply(target, args);
          return alive(result);
        };
      },
    });
    const transport: Transport = {
      greet: async () => alive(day.online ? { serverNow: day.serverNow } : null),
      send: async (_owner, procedure, body) => alive(await day.carry(procedure, body)),
      upload: async () => alive(day.online && day.random() > 0.1 ? day.server.upload() : day.lost),
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
  readonly kept: { id: string; lane: string; occurredAt: number; skew: number }[] = [];
  readonly discarded = new Set<string>();
  readonly amended = new Map<string, string>();
  readonly told = new Set<string>();
  serverNow = Date.UTC(2026, 2, 1);
  skew = 0;
  online = true;
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
    this.#process = new Process(this);
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
    throw method === "add" ? new OutboxFullError(full) : full;
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
  async carry(procedure: string, body: string): Promise<Answer> {
    await Promise.resolve();
    if (!this.online) return this.lost;
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
    if (this.#chance(0.06, "disk filled")) this.#quota = 1 + Math.floor(this.random() * 4);
    if (this.#chance(0.04, "uploads cleared away")) this.server.stored.clear();
    if (this.#chance(0.1, "page killed")) this.#kill();
    await Promise.resolve();
  }

  #kill(): void {
    this.#process.dead = true;
    if (this.#holder?.dead) this.#release();
    this.#process = new Process(this);
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
        id: `file-${this.#count}`,
        blob: new Blob(["x"]),
        sha256: "0",
        purpose: "CHECK_OUT",
        mediaId: null,
      };
      files.push(file);
      photos.push(media(file.id));
    }
    const meter = this.random() < 0.1 ? 0 : this.#count;
    const text = this.#chance(0.01, "poison") ? "poison" : `note ${this.#count}`;
    const input = { humanId, meter, text, photos };
    const occurredAt = new Date(this.deviceNow).toISOString();
    const entry = { id, owner: OWNER, procedure, lane, input, occurredAt, label: humanId };
    try {
      await this.#process.engine.add(entry, files);
      this.kept.push({ id, lane, occurredAt: this.serverNow, skew: this.skew });
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
      const other = new Process(this);
      await Promise.all(
        [page.engine.flush(OWNER), other.engine.flush(OWNER)].map((each) => each.catch(() => undefined)),
      );
    } else if (this.#chance(0.15, "worker killed in mid-flush")) {
      const worker = new Process(this);
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

  /** The person at the conflict screen: keeps, changes or discards. */
  async #answerQuestions(): Promise<void> {
    const { engine, store } = this.#process;
    for (const entry of await store.list(OWNER)) {
      if (isDamaged(entry) || entry.state === "waiting") continue;
      if (entry.refusal?.status === 401) throw new Error("a person was asked about a session that is over");
      const choice = this.random();
      const quiet = () => undefined;
      if (choice < 0.4) await engine.retry(entry).catch(quiet);
      else if (choice < 0.7) await this.#amend(entry);
      else if (entry.body === null || entry.input["text"] === "poison") {
        await engine.discard(entry.order);
        this.discarded.add(entry.id);
      } else await engine.retry(entry).catch(quiet);
      this.#note("question answered");
    }
  }

  async #amend(entry: OutboxEntry): Promise<void> {
    const id = `operation-${++this.#count}`;
    try {
      await this.#process.engine.amend(entry, { id, input: { ...entry.input, meter: this.#count } });
      this.amended.set(entry.id, id);
    } catch {
      // No room for the change, or it is open whether the server has it: the question stays.
    }
  }

  /** Everything heals; in the end nothing may be left. */
  async settle(): Promise<void> {
    Object.assign(this, { online: true, skew: 0 });
    Object.assign(this.server, { signedIn: true, mayWrite: true });
    this.#quota = 0;
    this.#kill();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.serverNow += 16 * 60_000;
      await this.#process.engine.flush(OWNER);
      await this.#answerQuestions();
      while (this.#late.length > 0) this.#repeatLate();
      if ((await this.#process.store.list(OWNER)).length === 0) return;
    }
    throw new Error("something is stuck");
  }

  check(): void {
    const order = this.server.applied.map(({ id }) => id);
    if (new Set(order).size !== order.length) throw new Error("something was applied twice");
    const last = (id: string): string => (this.amended.has(id) ? last(this.amended.get(id)!) : id);
    for (const { id } of this.kept) {
      const applied = order.includes(last(id));
      if (applied === this.discarded.has(last(id)))
        throw new Error(`${id} was ${applied ? "applied and discarded" : "lost"}`);
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
    this.#note("schedules");
    this.tally["entries"] = (this.tally["entries"] ?? 0) + this.kept.length;
  }
}
