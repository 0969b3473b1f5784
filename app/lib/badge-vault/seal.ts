/**
 * What a shared phone keeps of a person, sealed with their PIN. The key comes from the PIN by PBKDF2 (600,000 rounds of
 * SHA-256, OWASP), mixed with a key of this device that no script can read out, by HKDF; AES-GCM tells a wrong PIN from the
 * right one. Nothing of the PIN itself is kept.
 */

const ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const INFO = new TextEncoder().encode("smart-rental badge vault 1");

export interface Sealed {
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** A key of this device, not to be read out; it is kept as it is in IndexedDB. */
export const newDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

export async function seal(contents: unknown, pin: string, device: CryptoKey): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyOf(pin, salt, device);
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv },
    key,
    new TextEncoder().encode(JSON.stringify(contents)),
  );
  return { salt, iv, data };
}

/** What was sealed; null for a wrong PIN, another device's key, or contents that were changed. */
export async function unseal(sealed: Sealed, pin: string, device: CryptoKey): Promise<unknown> {
  const key = await keyOf(pin, sealed.salt, device);
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
    return JSON.parse(new TextDecoder().decode(plain)) as unknown;
  } catch {
    return null;
  }
}

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, device: CryptoKey): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const ofPin = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
    typed,
    256,
  );
  // The device's key works on what the PIN gave, so that every guess needs this very device.
  const mixed = await crypto.subtle.sign("HMAC", device, ofPin);
  const base = await crypto.subtle.importKey("raw", mixed, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: INFO },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
