import { forgetMe } from "./last-me.ts";
import { forgetAnswers } from "./offline/start.ts";
import { setSignOutWaits, signOutWaits } from "./sign-out-waits.ts";
import { setLeaving } from "./trpc.ts";

/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  // What still runs is answered with 401 from here on, and nobody is told that the session had ended.
  setLeaving(true);
  await endSession().catch((error: unknown) => {
    setLeaving(false);
    throw error;
  });
  forgetMe();
  await forgetAnswers();
  window.location.replace("/sign-in");
}

/**
 * Hands a shared phone to the next person, also without a connection: this person's session is then ended at the next contact,
 * before anything else is asked of the server.
 */
export async function switchPerson(): Promise<void> {
  setLeaving(true);
  forgetMe();
  await forgetAnswers();
  await endSession().catch(() => setSignOutWaits(true));
  window.location.replace("/sign-in?way=badge");
}

/** Ends the session that waits for it. True when none waits any more. */
export async function finishSignOut(): Promise<boolean> {
  if (!signOutWaits()) return true;
  try {
    await endSession();
    setSignOutWaits(false);
    return true;
  } catch {
    return false;
  }
}

/** Signing in anew ends the session before by itself. */
export const noSignOutWaits = (): void => setSignOutWaits(false);

async function endSession(): Promise<void> {
  const { authClient } = await import("./auth.ts");
  const { error } = await authClient.signOut();
  // A session that is already over is as good as ended; a lost connection is not.
  if (error && error.status !== 401) throw error;
}
