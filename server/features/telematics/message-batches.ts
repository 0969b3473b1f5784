/**
 * Gathers messages that arrive one by one for a moment, so that a thousand of them are one transaction and one event and not a thousand.
 * Whoever brought a message waits until it is kept.
 */
import type { Message } from "../../domain/telematics/read-message.ts";
import type { TakenSource } from "./take-messages.ts";

export type Taken = { readings: number; unreadable: number };
type Take = (source: TakenSource, messages: readonly Message[], now: Date) => Promise<Taken>;
type Batch = {
  source: TakenSource;
  messages: Message[];
  done: PromiseWithResolvers<Taken>;
  timer: ReturnType<typeof setTimeout>;
};

const WAIT_MS = 200;
const MOST = 500;

export class MessageBatches {
  readonly #take: Take;
  readonly #waitMs: number;
  readonly #open = new Map<string, Batch>();
  /** Batches of one source are kept one after the other, in the order in which they came. */
  readonly #last = new Map<string, Promise<unknown>>();

  /** `waitMs` is 0 where the bringer sends the next message only once this one is kept. */
  constructor(take: Take, waitMs: number = WAIT_MS) {
    this.#take = take;
    this.#waitMs = waitMs;
  }

  /** Counts are those of the whole batch that the messages went in with. */
  add(source: TakenSource, messages: readonly Message[]): Promise<Taken> {
    const batch = this.#open.get(source.sourceId) ?? this.#begin(source);
    batch.messages.push(...messages);
    if (batch.messages.length >= MOST) this.#close(batch);
    return batch.done.promise;
  }

  /** Keeps what is waiting, and returns when all of it is kept or was refused. */
  async flush(): Promise<void> {
    for (const batch of this.#open.values()) this.#close(batch);
    await Promise.allSettled(this.#last.values());
  }

  #begin(source: TakenSource): Batch {
    const batch: Batch = {
      source,
      messages: [],
      done: Promise.withResolvers<Taken>(),
      timer: setTimeout(() => this.#close(batch), this.#waitMs),
    };
    batch.done.promise.catch(() => {});
    this.#open.set(source.sourceId, batch);
    return batch;
  }

  #close(batch: Batch): void {
    clearTimeout(batch.timer);
    const { sourceId } = batch.source;
    if (this.#open.get(sourceId) === batch) this.#open.delete(sourceId);
    const before = this.#last.get(sourceId) ?? Promise.resolve();
    const run = before
      .catch(() => {})
      .then(() => this.#take(batch.source, batch.messages, new Date()))
      .then(batch.done.resolve, batch.done.reject)
      .finally(() => {
        if (this.#last.get(sourceId) === run) this.#last.delete(sourceId);
      });
    this.#last.set(sourceId, run);
  }
}
