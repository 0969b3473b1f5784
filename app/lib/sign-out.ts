/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  const { authClient } = await import("./auth.ts");
  await authClient.signOut();
  window.location.replace("/sign-in");
}
