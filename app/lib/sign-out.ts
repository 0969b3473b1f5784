import { forgetMe } from "./last-me.ts";

/** Set while a session waits to be ended: the device was handed on without a connection. */
const WAITING_KEY = "smart-rental:sign-out-waits";

/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  await endSession();
  forgetMe();
  window.location.replace("/sign-in");
}

/**
 * Hands a shared phone to the next person, also without a connection: this person's session is then ended at the next contact,
 * before anything else is asked of the server.
 */
export async function switchPerson(): Promise<void> {
  forgetMe();
  await endSession().catch(() => setWaiting(true));
  window.location.replace("/sign-in?way=badge");
}

/** Whether a session still has to be ended; until then nobody is let in by it. */
export function signOutWaits(): boolean {
  try {
    return localStorage.getItem(WAITING_KEY) !== null;
  } catch {
    return false;
  }
}

/** Ends the session that waits for it. True when none waits any more. */
export async function finishSignOut(): Promise<boolean> {
  if (!signOutWaits()) return true;
  try {
    await endSession();
    setWaiting(false);
    return true;
  } catch {
    return false;
  }
}

/** Signing in anew ends the session before by itself. */
export const noSignOutWaits = (): void => setWaiting(false);

async function endSession(): Promise<void> {
  const { authClient } = await import("./auth.ts");
  const { error } = await authClient.signOut();
  // A session that is already over is as good as ended; a lost connection is not.
  if (error && error.status !== 401) throw error;
}

function setWaiting(waits: boolean): void {
  try {
    if (waits) localStorage.setItem(WAITING_KEY, "1");
    else localStorage.removeItem(WAITING_KEY);
  } catch {
    // Without storage nothing is kept of anybody, so nothing has to wait.
  }
}
