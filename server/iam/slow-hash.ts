/** Argon2id for PINs. Each hash takes tens of megabytes and milliseconds on purpose, so that only a few run at a time. */

const AT_ONCE = 2;
/** OWASP's second parameter set for argon2id: 19 MiB, two passes. */
const COST = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

/** The last piece of work of each lane; the next one starts when it has ended. */
const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
let next = 0;
let decoy: Promise<string> | undefined;

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const lane = next++ % AT_ONCE;
  const mine = lanes[lane]!.then(work);
  lanes[lane] = mine.catch(() => undefined);
  return mine;
}

/** The hash of a PIN for storage. `badgeId` is part of what is hashed, so that a hash fits no other badge. */
export const hashPin = (badgeId: string, pin: string): Promise<string> =>
  inTurn(() => Bun.password.hash(`${badgeId}\n${pin}`, COST));

/** Whether `pin` is the one behind `hash`. Without a hash it is false, and takes as long. */
export async function isPin(badgeId: string, pin: string, hash: string | null): Promise<boolean> {
  decoy ??= hashPin("", crypto.randomUUID());
  const judged = hash ?? (await decoy);
  const right = await inTurn(() => Bun.password.verify(`${badgeId}\n${pin}`, judged));
  return hash !== null && right;
}
