/** How often a PIN may be tried on a device, and how long what is kept there may be opened without asking the server. Pure. */

export const PIN_TRIES = 5;
const OFFLINE_DAYS = 7;
const DAY_MS = 86_400_000;

/** `triesLeft` after one more wrong PIN; at 0 what is kept is wiped. */
export const triesLeft = (wrong: number): number => Math.max(0, PIN_TRIES - wrong);

/** Whether a person's data may be opened without a connection: the server was asked not too long ago. */
export const opensOffline = (lastContactMs: number, nowMs: number): boolean =>
  nowMs - lastContactMs < OFFLINE_DAYS * DAY_MS && nowMs >= lastContactMs - DAY_MS;
