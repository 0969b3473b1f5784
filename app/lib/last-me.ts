/**
 * The last known answer of `iam.me`, so that the frame opens offline. It holds no business data, and it is forgotten on
 * every change of person or organisation: sign-in, sign-out, switch, and any 401.
 */
import type { RouterOutputs } from "./app-router.ts";

type Me = RouterOutputs["iam"]["me"];
const storageKey = "smart-rental:me";

export function rememberMe(me: Me): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(me));
  } catch {
    // Blocked or full storage: the frame then needs a connection to open.
  }
}

/** What an older version kept may lack what this one needs. */
function isWhole(stored: Partial<Me> | null): stored is Me {
  return Boolean(stored?.user?.id && stored.organization?.timeZone && stored.memberships && stored.permissions);
}

export function recallMe(): Me | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    const parsed = JSON.parse(stored ?? "null") as Partial<Me> | null;
    return isWhole(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function forgetMe(): void {
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Nothing was stored where storage is blocked.
  }
}
