/** How often a person is disturbed. */

/** Within this time a person gets one push; what comes meanwhile waits and comes together. */
export const PAUSE_MS = 10 * 60_000;

export type Pushed = { lastAt: Date | null; lastCritical: boolean };

/**
 * Whether what waits for a person is pushed now. The first comes at once; what is critical does not wait for the pause after something
 * that was not.
 */
export function isPushDue(last: Pushed, waiting: { critical: boolean }, at: Date): boolean {
  if (!last.lastAt || at.getTime() - last.lastAt.getTime() >= PAUSE_MS) return true;
  return waiting.critical && !last.lastCritical;
}
