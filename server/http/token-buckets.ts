/**
 * Rate limits of one process: a bucket of tokens per key that fills at an even rate and holds a minute's worth, so that a burst
 * passes and a flood does not. Memory is bounded: the keys unseen for longest are forgotten first, which is at worst lenient.
 */
export type Verdict = {
  ok: boolean;
  /** Calls a minute. */
  perMinute: number;
  /** Calls left at once. */
  remaining: number;
  /** Seconds until the bucket is full again. */
  resetS: number;
  /** Seconds until the same call would pass; 0 when it did. */
  retryAfterS: number;
};

type Bucket = { tokens: number; atMs: number };

const MAX_KEYS = 20_000;

export class TokenBuckets {
  readonly #perMinute: number;
  readonly #maxKeys: number;
  /** In the order in which keys were last seen. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number, maxKeys: number = MAX_KEYS) {
    this.#perMinute = perMinute;
    this.#maxKeys = maxKeys;
  }

  /** Takes `cost` tokens from a key's bucket where there are as many; refused calls take nothing. `nowMs` never runs backwards. */
  take(key: string, cost: number, nowMs: number): Verdict {
    const perMs = this.#perMinute / 60_000;
    const known = this.#buckets.get(key);
    const filled = known ? Math.min(this.#perMinute, known.tokens + (nowMs - known.atMs) * perMs) : this.#perMinute;
    const ok = filled >= cost;
    const tokens = ok ? filled - cost : filled;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens, atMs: nowMs });
    if (this.#buckets.size > this.#maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    return {
      ok,
      perMinute: this.#perMinute,
      remaining: Math.floor(tokens),
      resetS: Math.ceil((this.#perMinute - tokens) / perMs / 1000),
      retryAfterS: ok ? 0 : Math.max(1, Math.ceil((cost - tokens) / perMs / 1000)),
    };
  }

  get size(): number {
    return this.#buckets.size;
  }
}
