/** How somebody signs in, remembered on the device: a shared phone opens on badges. */

export const WAYS = ["email", "passkey", "badge"] as const;
export type Way = (typeof WAYS)[number];

const storageKey = "smart-rental:sign-in-way";
const wayOf = (text: unknown): Way | null => WAYS.find((way) => way === text) ?? null;

/** The way asked for by the address, or the one of last time. */
export function firstWay(asked: unknown): Way {
  try {
    return wayOf(asked) ?? wayOf(localStorage.getItem(storageKey)) ?? "email";
  } catch {
    return wayOf(asked) ?? "email";
  }
}

export function rememberWay(way: Way): void {
  try {
    localStorage.setItem(storageKey, way);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}
