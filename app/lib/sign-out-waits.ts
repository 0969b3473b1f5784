/** Set while a session waits to be ended: the device was handed on without a connection. */
const WAITING_KEY = "smart-rental:sign-out-waits";

/** Whether a session still has to be ended; until then nobody is let in by it. */
export function signOutWaits(): boolean {
  try {
    return localStorage.getItem(WAITING_KEY) !== null;
  } catch {
    return false;
  }
}

/** Notes that a session has to be ended, or that none has any more. */
export function setSignOutWaits(waits: boolean): void {
  try {
    if (waits) localStorage.setItem(WAITING_KEY, "1");
    else localStorage.removeItem(WAITING_KEY);
  } catch {
    // Without storage nothing is kept of anybody, so nothing has to wait.
  }
}
