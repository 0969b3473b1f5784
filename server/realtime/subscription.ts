/**
 * One reader of live events: a bounded queue that the hub fills and the reader empties. An object and not a generator, so
 * that it listens from the moment it is made, before anybody asks it for an event.
 */
import { tracked, type TrackedEnvelope } from "@trpc/server";
import { AppError } from "../domain/errors.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { formatCursor, isAfter, type Cursor } from "./cursor.ts";
import type { LiveEvent } from "./live-event.ts";
import { maySeeEvent } from "./may-see-event.ts";
import type { Batch, PlacedEvent } from "./read-events.ts";

type Live = TrackedEnvelope<LiveEvent>;
type Step = IteratorResult<Live, void>;

export type SubscriptionOptions = {
  claims: Claims;
  queueLimit: number;
  /** Nothing at or before this place is handed out. */
  from: Cursor;
  /** Reads what was committed after a place; null for a reader that has missed nothing. */
  readMissed: ((after: Cursor) => Promise<Batch>) | null;
  onEnd: () => void;
};

export class Subscription implements AsyncIterableIterator<Live, void, void> {
  readonly claims: Claims;
  readonly #options: SubscriptionOptions;
  #queue: PlacedEvent[] = [];
  /** The last place that was handed out; nothing at or before it is handed out again. */
  #last: Cursor;
  /** How far the database has been read for what was missed; null once that is done. */
  #readTo: Cursor | null;
  #missed: PlacedEvent[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #wake: (() => void) | null = null;
  #ended: { error: unknown } | null = null;
  #askedAt = Date.now();

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.claims = options.claims;
    this.#last = options.from;
    this.#readTo = options.readMissed && options.from;
  }

  /** Offers an event of the tail. A reader that has let its queue fill up is ended, so that it resumes at its own pace. */
  offer(placed: PlacedEvent): void {
    if (this.#ended || !this.#maySee(placed)) return;
    if (this.#queue.length >= this.#options.queueLimit) return this.end(slowReader());
    this.#queue.push(placed);
    this.#wake?.();
  }

  /** Ends the subscription; with an error, the reader's next step throws it. What was queued is dropped: it can be resumed. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#queue = [];
    this.#missed = [];
    this.#options.onEnd();
    this.#wake?.();
  }

  /** Milliseconds for which nobody has waited for an event; 0 while somebody does. */
  get idleForMs(): number {
    return this.#wake ? 0 : Date.now() - this.#askedAt;
  }

  next(): Promise<Step> {
    const step = this.#turn.then(() => this.#step());
    this.#turn = step.catch(() => {});
    return step;
  }

  async return(): Promise<Step> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  async #step(): Promise<Step> {
    for (;;) {
      this.#askedAt = Date.now();
      if (this.#ended) {
        const { error } = this.#ended;
        this.#ended = { error: undefined };
        if (error) throw error;
        return { done: true, value: undefined };
      }
      const next = this.#missed.shift() ?? (this.#readTo ? undefined : this.#queue.shift());
      if (next && this.#isNew(next)) return { done: false, value: tracked(formatCursor(next.cursor), next.event) };
      if (next) continue;
      if (this.#readTo) await this.#readMissed(this.#readTo).catch((error: unknown) => this.end(error));
      else await this.#offered();
    }
  }

  #maySee({ orgOwnerId, event }: PlacedEvent): boolean {
    return maySeeEvent(this.claims, { orgOwnerId, ...event });
  }

  #isNew({ cursor }: PlacedEvent): boolean {
    if (!isAfter(cursor, this.#last)) return false;
    this.#last = cursor;
    return true;
  }

  /** The events of the tail wait in the queue meanwhile. */
  async #readMissed(after: Cursor): Promise<void> {
    const batch = await this.#options.readMissed?.(after);
    if (!batch || this.#ended) return;
    this.#missed = batch.events.filter((placed) => this.#maySee(placed));
    this.#readTo = batch.more ? (batch.events.at(-1)?.cursor ?? null) : null;
  }

  async #offered(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    this.#askedAt = Date.now();
  }
}

export const slowReader = () =>
  new AppError("unavailable", {
    message: "Events came faster than they were read. Connect again and resume from the last event id.",
  });
