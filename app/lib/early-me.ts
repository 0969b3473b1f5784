/** Whether somebody is signed in, before the app is there to ask. Nobody else's camera is switched on. */
import { recallMe, rememberMe } from "./last-me.ts";
import { signOutWaits } from "./sign-out-waits.ts";

/** Long enough for an answer from a yard, short enough not to keep the app from loading. */
const ASK_WITHIN_MS = 4_000;

/** True when a person is known from last time or, on a device that knows nobody, the server says that somebody is signed in. */
export async function knowsMe(): Promise<boolean> {
  if (signOutWaits()) return false;
  if (recallMe()) return true;
  try {
    const answer = await fetch("/api/trpc/iam.me", { signal: AbortSignal.timeout(ASK_WITHIN_MS) });
    if (!answer.ok) return false;
    const { result } = (await answer.json()) as { result: { data: Parameters<typeof rememberMe>[0] } };
    rememberMe(result.data);
    return true;
  } catch {
    return false;
  }
}
