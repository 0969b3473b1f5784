import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";

/** SHA-256 as 64 lower-case hex digits; a string counts as its UTF-8 bytes. */
export type Sha256Hex = (input: string | Uint8Array) => string | Promise<string>;

const utf8 = new TextEncoder();

/** SHA-256 in plain JavaScript, for the browser and for where nothing faster is handed in. */
export function sha256Hex(input: string | Uint8Array): string {
  return encodeHexLowerCase(sha256(typeof input === "string" ? utf8.encode(input) : input));
}
