/**
 * How much one network and one caller may ask of this process. Sign-in has counters of its own in the database, which all
 * processes share (`server/iam/rate-limit.ts`); these keep a flood from reaching anything that costs.
 */
import type { Config } from "../config.ts";
import type { Caller } from "../context.ts";
import { AppError } from "../domain/errors.ts";
import { networkOf } from "../iam/client-address.ts";
import type { RouteClass } from "./route-class.ts";
import { TokenBuckets, type Verdict } from "./token-buckets.ts";

/** A screen is many small files, all of them in memory. */
const STATIC_FACTOR = 10;

type Scope = "network" | "caller";
type Counted = { scope: Scope; verdict: Verdict };

export class RequestLimits {
  readonly #networks: TokenBuckets | null;
  readonly #statics: TokenBuckets | null;
  readonly #callers: TokenBuckets | null;
  /** What was counted last for a request, for its answer's headers. */
  readonly #counted = new WeakMap<Request, Counted>();

  constructor({ rateLimits }: Pick<Config, "rateLimits">) {
    const { perNetwork, perCaller } = rateLimits;
    this.#networks = perNetwork > 0 ? new TokenBuckets(perNetwork) : null;
    this.#statics = perNetwork > 0 ? new TokenBuckets(perNetwork * STATIC_FACTOR) : null;
    this.#callers = perCaller > 0 ? new TokenBuckets(perCaller) : null;
  }

  /** Counts a request before anything else looks at it. Throws `rate.limited`. Who asks whether we live is never refused. */
  countNetwork(request: Request, path: string, kind: RouteClass, ip: string): void {
    if (kind === "health") return;
    const buckets = kind === "static" ? this.#statics : this.#networks;
    if (buckets) this.#take(buckets, "network", request, networkOf(ip), costOf(path, kind));
  }

  /** Counts a call of somebody who is known. Throws `rate.limited`. */
  countCaller(request: Request, path: string, kind: RouteClass, caller: Caller): void {
    if (this.#callers) this.#take(this.#callers, "caller", request, caller.userId, costOf(path, kind));
  }

  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10) of the answer. */
  headersFor(request: Request): [string, string][] {
    const counted = this.#counted.get(request);
    if (!counted) return [];
    const { scope, verdict } = counted;
    return [
      ["ratelimit-policy", `"${scope}";q=${verdict.perMinute};w=60`],
      ["ratelimit", `"${scope}";r=${verdict.remaining};t=${verdict.resetS}`],
    ];
  }

  #take(buckets: TokenBuckets, scope: Scope, request: Request, key: string, cost: number): void {
    const verdict = buckets.take(key, cost, performance.now());
    this.#counted.set(request, { scope, verdict });
    if (!verdict.ok) throw new AppError("rate.limited", { details: { retryAfterS: verdict.retryAfterS } });
  }
}

/** Procedures of a batch count one by one. */
function costOf(path: string, kind: RouteClass): number {
  return kind === "trpc" ? path.split(",", 1_000).length : 1;
}
