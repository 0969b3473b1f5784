import { forgetMe } from "./last-me.ts";

/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  const { authClient } = await import("./auth.ts");
  const { error } = await authClient.signOut();
  // A session that is already over is as good as ended; a lost connection is not.
  if (error && error.status !== 401) throw error;
  forgetMe();
  window.location.replace("/sign-in");
}
