/** The public keys of labels, kept on the device so that labels are checked without a network. They are public, so they are nobody's data. */
import { decodeBase64 } from "@oslojs/encoding";
import type { RouterOutputs } from "~/lib/app-router.ts";
import type { KnownKeys } from "./recognise.ts";

type WireKeys = RouterOutputs["assets"]["labelKeys"];
const storageKey = "smart-rental:label-keys";

/** The keys as the verifier takes them. */
export const toKnownKeys = ({ origin, keys }: WireKeys): KnownKeys => ({
  origin,
  keys: keys.map(({ keyId, publicKey }) => ({ keyId, publicKey: decodeBase64(publicKey) })),
});

export function rememberKeys(keys: WireKeys): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(keys));
  } catch {
    // Blocked or full storage: labels are then judged by the server.
  }
}

/** The keys of last time, or null. */
export function recallKeys(): WireKeys | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? "null") as WireKeys | null;
  } catch {
    return null;
  }
}
