/** Sessions: how they begin, and how long they last. */

export const SIGN_IN_METHODS = ["CODE", "PASSKEY", "BADGE", "DEMO"] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** Seconds: how long a session lasts without being used, and how long at most. */
export type Lifetime = { idleS: number; maxS: number };

/** A session on a shared phone ends sooner than one on a person's own device. */
export type Lifetimes = { own: Lifetime; badge: Lifetime };

/** Two weeks and a month on one's own device; two hours and a shift on a shared one. */
export const DEFAULT_LIFETIMES: Lifetimes = {
  own: { idleS: 336 * 3600, maxS: 720 * 3600 },
  badge: { idleS: 2 * 3600, maxS: 14 * 3600 },
};

export const lifetimeOf = (method: SignInMethod, lifetimes: Lifetimes): Lifetime =>
  method === "BADGE" ? lifetimes.badge : lifetimes.own;

/** When a session that is used at `now` ends if it is not used again. */
export function expiryOf(now: Date, endsAt: Date, { idleS }: Lifetime): Date {
  return new Date(Math.min(now.getTime() + idleS * 1000, endsAt.getTime()));
}
