/** The driver's loop: claim what is due, call it, settle it, pause until woken. */
import type { Database } from "../../db/tenancy.ts";
import type { Call } from "./call.ts";
import { anythingDue, type Claim, claimDue, renewLeases } from "./claim.ts";
import { cleanUp } from "./clean-up.ts";
import { endElapsedWaits } from "./end-waits.ts";
import type { Plan } from "./plan.ts";
import { jobError, type Outcome } from "./protocol.ts";
import { type Backoff, settle, type Settled } from "./settle.ts";
import { cronStarter } from "./start-crons.ts";
import { takeInEvents } from "./take-in-events.ts";
import type { JobEvent } from "./wire.ts";

export type DriverOptions = {
  db: Database;
  /** Told of failed runs and of errors of the driver itself. */
  report: (error: unknown) => void;
  /** Steps that run at once in this process. */
  concurrency?: number;
  pollMs?: number;
  leaseMs?: number;
  backoff?: Backoff;
  /** How long finished runs and event ids are remembered. */
  keepDays?: number;
};

const MAX_LOSSES = 10;
const CLEAN_UP_MS = 3_600_000;
const MAX_PAUSE_MS = 30_000;

/** 10 s, 20 s, 40 s … an hour at most, a tenth more or less so that failures do not march in step. */
const defaultBackoff: Backoff = (attempt) => Math.min(10_000 * 2 ** attempt, 3_600_000) * (0.9 + Math.random() * 0.2);

export class Driver {
  readonly #options: DriverOptions;
  readonly #plan: Plan;
  readonly #call: Call;
  readonly #startCrons: (now: Date) => Promise<Date | null>;
  readonly #leaseMs: number;
  readonly #inFlight = new Map<string, Promise<void>>();
  #stopping = false;
  #ring: () => void = () => {};
  #rung = false;
  #loop: Promise<void> = Promise.resolve();
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #nextCron: Date | null = new Date(0);
  #nextCleanUp = 0;

  constructor(options: DriverOptions, plan: Plan, call: Call) {
    this.#options = options;
    this.#plan = plan;
    this.#call = call;
    this.#startCrons = cronStarter(options.db, plan);
    this.#leaseMs = options.leaseMs ?? 30_000;
  }

  start(): void {
    this.#heartbeat = setInterval(() => void this.#beat(), this.#leaseMs / 3);
    this.#loop = this.#run();
  }

  async deliver(events: JobEvent[]): Promise<void> {
    await this.#options.db.withService((tx) => takeInEvents(tx, this.#plan, events));
    this.#wake();
  }

  async stop(limitMs = 10_000): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#loop;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
    await Promise.race([Promise.all(this.#inFlight.values()), limit]);
    clearTimeout(timer);
    clearInterval(this.#heartbeat);
  }

  async idle(): Promise<void> {
    // What ends while the question is under way may have made new work that the answer does not know: it has to be quiet twice.
    let quiet = 0;
    for (;;) {
      await Promise.all(this.#inFlight.values());
      const cronDue = this.#nextCron !== null && this.#nextCron <= new Date();
      const due = cronDue || (await this.#options.db.withService((tx) => anythingDue(tx, this.#plan)));
      quiet = due || this.#inFlight.size ? 0 : quiet + 1;
      if (quiet === 2) return;
      this.#wake();
      await Bun.sleep(5);
    }
  }

  #wake(): void {
    this.#rung = true;
    this.#ring();
  }

  async #run(): Promise<void> {
    let pauseMs = 0;
    while (!this.#stopping) {
      this.#rung = false;
      try {
        await this.#pass();
        pauseMs = this.#options.pollMs ?? 1_000;
      } catch (error) {
        this.#options.report(error);
        pauseMs = Math.min(Math.max(pauseMs * 2, 1_000), MAX_PAUSE_MS);
      }
      if (!this.#rung && !this.#stopping) await this.#pause(pauseMs);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Starts what is due: crons, waits that ended, and as many steps as there is room for. */
  async #pass(): Promise<void> {
    const { db, concurrency = 4, keepDays = 7 } = this.#options;
    const now = new Date();
    if (this.#nextCron && this.#nextCron <= now) this.#nextCron = await this.#startCrons(now);
    if (this.#nextCleanUp <= now.getTime()) {
      while ((await db.withService((tx) => cleanUp(tx, keepDays))) > 0 && !this.#stopping);
      this.#nextCleanUp = now.getTime() + CLEAN_UP_MS;
    }
    const limit = concurrency - this.#inFlight.size;
    const { ended, claims } = await db.withService(async (tx) => ({
      ended: await endElapsedWaits(tx),
      claims: limit > 0 ? await claimDue(tx, this.#plan, { limit, leaseMs: this.#leaseMs }) : [],
    }));
    for (const claim of claims) this.#execute(claim);
    if (ended || claims.length) this.#rung = true;
  }

  #execute(claim: Claim): void {
    const work = this.#callAndSettle(claim)
      .catch(this.#options.report)
      .finally(() => {
        this.#inFlight.delete(claim.token);
        this.#wake();
      });
    this.#inFlight.set(claim.token, work);
  }

  async #callAndSettle(claim: Claim): Promise<void> {
    const outcome = claim.losses > MAX_LOSSES ? lost(claim) : await this.#call(claim);
    let settled: Settled;
    try {
      settled = await this.#settle(claim, outcome);
    } catch (error) {
      // A result that the database can not take (a NUL in a text) fails like a step that throws. Where the database is away this
      // throws as well, and the lease runs out.
      settled = await this.#settle(claim, { kind: "failed", error: jobError(error), retriable: true, retryAt: null });
    }
    if (settled)
      this.#options.report(
        new Error(`The job ${claim.functionId} failed: ${settled.failed.message}`, { cause: settled.failed }),
      );
  }

  #settle(claim: Claim, outcome: Outcome): Promise<Settled> {
    const { db, backoff = defaultBackoff } = this.#options;
    return db.withService((tx) => settle(tx, this.#plan, claim, outcome, backoff));
  }

  async #beat(): Promise<void> {
    const tokens = [...this.#inFlight.keys()];
    if (!tokens.length) return;
    await this.#options.db.withService((tx) => renewLeases(tx, tokens, this.#leaseMs)).catch(this.#options.report);
  }
}

const lost = (claim: Claim): Outcome => ({
  kind: "failed",
  error: { name: "Error", message: `The step was cut off ${claim.losses} times; it may be what ends the process.` },
  retriable: false,
  retryAt: null,
});
