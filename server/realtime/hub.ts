/**
 * Live events. One tail per process reads what was committed, by any process, and hands it to those who may see it. It runs
 * while somebody listens. Nothing is lost or repeated for a reader that resumes from its last event id.
 */
import type { Logger } from "pino";
import type { Database } from "../../db/tenancy.ts";
import { AppError } from "../domain/errors.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { hqSystemActor } from "../iam/system-actor.ts";
import { parseCursor, type Cursor } from "./cursor.ts";
import { endedSessions } from "./ended-sessions.ts";
import { Listeners } from "./listeners.ts";
import { presentOf, readEvents } from "./read-events.ts";
import { staleMemberships } from "./stale-memberships.ts";
import { slowReader, Subscription } from "./subscription.ts";

export type HubOptions = {
  db: Database;
  log: Logger;
  /** How often other processes' commits are looked for. */
  pollMs?: number;
  batchSize?: number;
  /** Events that may wait for one reader. */
  queueLimit?: number;
  /** How often the readers' memberships are checked. */
  recheckMs?: number;
};

/** How soon to look again while a committed event waits for an older transaction; doubles up to `pollMs`. */
const HELD_MS = 10;
/** A reader that asks for nothing for so long is taken to be gone. */
const STALLED_MS = 60_000;
const MAX_SUBSCRIPTIONS_PER_PERSON = 50;
/** Events after which somebody may see less than before, or nothing any more. */
const ENDS_ACCESS = /^(?:membership|session|badge|api_client|organization)\./;

export class EventHub {
  readonly #options: Required<HubOptions>;
  readonly #listeners = new Listeners();
  #cursor: Cursor | null = null;
  #starting: Promise<void> | null = null;
  #reading: Promise<void> | null = null;
  #again = false;
  #heldMs = 0;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #recheck: ReturnType<typeof setInterval> | undefined;
  #closed = false;
  readonly #onAccessEnded = new Set<() => void>();

  constructor(options: HubOptions) {
    this.#options = { pollMs: 1_000, batchSize: 500, queueLimit: 1_000, recheckMs: 30_000, ...options };
  }

  /** Says that this process has just committed events. Costs nothing while nobody listens. */
  wake(): void {
    if (!this.#cursor || this.#closed) return;
    this.#again = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      if (this.#again) this.wake();
    });
  }

  /**
   * The events that `claims` may see: all that commit after this has resolved and, before them, those after `lastEventId`.
   * An id from another database starts at the present. Throws `input.invalid` on an id that is none, `rate.limited` above
   * {@link MAX_SUBSCRIPTIONS_PER_PERSON}, `auth.membership_changed` on stale claims. The iteration throws
   * `auth.membership_changed` once the membership has changed, and `unavailable` for a reader too slow.
   */
  async subscribe(
    claims: Claims,
    { lastEventId, signal }: { lastEventId?: string | null | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Subscription> {
    if (this.#closed || signal?.aborted) throw new AppError("unavailable");
    const asked = lastEventId ? parseCursor(lastEventId) : null;
    const refuseMany = () => {
      if (this.#listeners.countOf(claims.sub) >= MAX_SUBSCRIPTIONS_PER_PERSON) throw new AppError("rate.limited");
    };
    refuseMany();
    const { db, batchSize, queueLimit } = this.#options;
    const { head, nextTxid } = await db.withTenant(claims, ({ tx }) => presentOf(tx));
    // Others may have been added meanwhile.
    refuseMany();
    const resumed = asked && asked.txid < nextTxid;
    const readMissed = (after: Cursor) => db.withTenant(claims, ({ tx }) => readEvents(tx, claims, after, batchSize));
    const subscription: Subscription = new Subscription({
      claims,
      queueLimit,
      from: resumed ? asked : head,
      readMissed: resumed ? readMissed : null,
      onEnd: () => this.#remove(subscription),
    });
    this.#listeners.add(subscription);
    signal?.addEventListener("abort", () => subscription.end(), { once: true });
    try {
      await this.#start();
    } catch (error) {
      subscription.end();
      throw error;
    }
    return subscription;
  }

  /** Calls `look` when somebody's access may have ended, as long as somebody listens to events. */
  onAccessEnded(look: () => void): void {
    this.#onAccessEnded.add(look);
  }

  /** How many readers there are, for the metrics. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Ends all subscriptions and waits for the tail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const listener of this.#listeners) listener.end(new AppError("unavailable"));
    await this.#reading;
  }

  /** Starts the tail at the present, unless it runs. */
  async #start(): Promise<void> {
    while (!this.#cursor && this.#listeners.size > 0 && !this.#closed) {
      this.#starting ??= this.#findHead().finally(() => (this.#starting = null));
      await this.#starting;
    }
  }

  async #findHead(): Promise<void> {
    const { db, recheckMs } = this.#options;
    const { head } = await db.withTenant(hqSystemActor(), ({ tx }) => presentOf(tx));
    if (this.#listeners.size === 0 || this.#closed) return;
    this.#cursor = head;
    this.#recheck = setInterval(() => void this.#checkMemberships(), recheckMs);
    this.#schedule(0);
  }

  #remove(subscription: Subscription): void {
    this.#listeners.delete(subscription);
    if (this.#listeners.size > 0) return;
    this.#cursor = null;
    clearTimeout(this.#poll);
    clearInterval(this.#recheck);
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => this.wake(), delayMs);
  }

  async #read(): Promise<void> {
    const { db, log, batchSize, pollMs } = this.#options;
    const claims = hqSystemActor();
    let delayMs = pollMs;
    try {
      while (this.#again && this.#cursor) {
        this.#again = false;
        const from = this.#cursor;
        const batch = await db.withTenant(claims, ({ tx }) => readEvents(tx, claims, from, batchSize));
        // The tail may have stopped, or stopped and started again further on, while it waited.
        if (this.#cursor !== from) continue;
        if (batch.events.some(({ event }) => ENDS_ACCESS.test(event.type))) {
          await this.#checkMemberships();
          for (const look of this.#onAccessEnded) look();
        }
        if (this.#cursor !== from) continue;
        for (const placed of batch.events) await this.#listeners.offer(placed);
        if (this.#cursor !== from) continue;
        this.#cursor = batch.events.at(-1)?.cursor ?? from;
        this.#again ||= batch.more;
        this.#heldMs = batch.held ? Math.min(pollMs, this.#heldMs * 2 || HELD_MS) : 0;
        delayMs = this.#heldMs || pollMs;
      }
    } catch (error) {
      this.#again = false;
      log.error({ err: error }, "live events could not be read");
    }
    if (this.#cursor) this.#schedule(delayMs);
  }

  async #checkMemberships(): Promise<void> {
    const { db, log } = this.#options;
    const listeners = [...this.#listeners];
    for (const listener of listeners) if (listener.idleForMs > STALLED_MS) listener.end(slowReader());
    try {
      const all = listeners.map((listener) => listener.claims);
      const changed = await db.withTenant(hqSystemActor(), ({ tx }) => staleMemberships(tx, all));
      const ended = await db.withService((tx) => endedSessions(tx, all));
      const stale = changed.union(ended);
      for (const listener of listeners)
        if (stale.has(listener.claims)) listener.end(new AppError("auth.membership_changed"));
    } catch (error) {
      log.error({ err: error }, "memberships of live readers could not be checked");
    }
  }
}
