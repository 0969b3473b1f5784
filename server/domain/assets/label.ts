/**
 * The signed label of a machine: what its QR code and NFC tag carry. It proves which tag was issued, not that the person
 * holding it stands at the machine.
 *
 * Token = base64url without padding of 85 bytes: version 1 | key id (4) | tag id (16) | Ed25519 signature (64). Signed is
 * "smart-rental-label:v1" followed by the first 21 bytes. 114 characters in a URL fit a version 8 QR code at level M; an
 * upper-case base 32 alphabet would save one version and cost an upper-case path, so plain base64url it is.
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding, encodeHexLowerCase } from "@oslojs/encoding";

const VERSION = 1;
const DOMAIN_PREFIX = new TextEncoder().encode("smart-rental-label:v1");
const KEY_ID_END = 5;
const TAG_ID_END = 21;
const TOKEN_BYTES = 85;
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{114}$/;
const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Signs bytes with the private key of `keyId`; resolves to 64 bytes. */
export type LabelSign = (data: Uint8Array) => Promise<Uint8Array>;
/** Ed25519 verification (RFC 8032); `publicKeyRaw` is 32 bytes. Rejects where the platform has no Ed25519. */
export type LabelVerify = (publicKeyRaw: Uint8Array, signature: Uint8Array, data: Uint8Array) => Promise<boolean>;

/** A public key that labels may be signed with. `keyId` is 8 lower-case hex digits (`labelKeyId`). */
export type LabelKey = { keyId: string; publicKey: Uint8Array };

export type ParsedLabel = {
  ok: true;
  token: string;
  keyId: string;
  tagId: string;
  signedBytes: Uint8Array;
  signature: Uint8Array;
};
export type LabelParse = ParsedLabel | { ok: false; code: "label.unknown" | "label.foreign" };
export type LabelVerdict =
  | { ok: true; tagId: string; keyId: string }
  | { ok: false; code: "label.bad_signature"; reason: "unknown_key" | "mismatch" };

/** The short name of a public key: the first 4 bytes of its SHA-256 as hex. */
export function labelKeyId(publicKeyRaw: Uint8Array): string {
  return encodeHexLowerCase(sha256(publicKeyRaw).subarray(0, 4));
}

/** Makes the token for a tag (a UUID). Throws RangeError on a malformed key id, tag id or signature. */
export async function encodeLabel(label: { keyId: string; tagId: string }, sign: LabelSign): Promise<string> {
  const body = bodyOf(label.keyId, label.tagId);
  const signature = await sign(withPrefix(body));
  if (signature.length !== TOKEN_BYTES - TAG_ID_END) throw new RangeError("An Ed25519 signature has 64 bytes.");
  const token = new Uint8Array(TOKEN_BYTES);
  token.set(body);
  token.set(signature, TAG_ID_END);
  return encodeBase64urlNoPadding(token);
}

/** The address that the QR code and the NFC tag carry. */
export function labelUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/t/${token}`;
}

/**
 * Reads what was scanned or typed: a token, or the URL of a label at one of the `origins` (such as "https://rental.example").
 * White space anywhere is ignored. `label.foreign`: a web address elsewhere, never to be opened; `label.unknown`: anything
 * else that is no label. The signature is not checked here.
 */
export function parseLabel(tokenOrUrl: string, origins: readonly string[]): LabelParse {
  const text = tokenOrUrl.replace(/\s+/g, "");
  if (!/^https?:/i.test(text)) return parseToken(text);
  const url = urlOf(text);
  if (!url || url.username || url.password) return { ok: false, code: "label.foreign" };
  if (!origins.some((origin) => urlOf(origin)?.origin === url.origin)) return { ok: false, code: "label.foreign" };
  const [, token] = /\/t\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  return token ? parseToken(token) : { ok: false, code: "label.unknown" };
}

/**
 * Checks the signature against the known keys. An unknown key is told apart, because a device that is offline may hold an
 * old list of keys: such a scan can be judged later.
 */
export async function verifyLabel(
  label: ParsedLabel,
  keys: readonly LabelKey[],
  verify: LabelVerify,
): Promise<LabelVerdict> {
  const candidates = keys.filter((key) => key.keyId === label.keyId);
  if (candidates.length === 0) return { ok: false, code: "label.bad_signature", reason: "unknown_key" };
  for (const key of candidates)
    if (await verify(key.publicKey, label.signature, label.signedBytes))
      return { ok: true, tagId: label.tagId, keyId: label.keyId };
  return { ok: false, code: "label.bad_signature", reason: "mismatch" };
}

/**
 * The number on a machine as a person types or says it ("eqx 1004", "EQX-1004", "1004") in its stored form "EQX1004", or null
 * when the text is not such a number.
 */
export function parseHumanId(text: string): string | null {
  const [, digits] = /^(?:eqx)?[\s-]*0*([1-9][0-9]{0,8})$/i.exec(text.trim()) ?? [];
  return digits ? `EQX${digits}` : null;
}

function parseToken(text: string): LabelParse {
  const bytes = TOKEN_PATTERN.test(text) ? decodeToken(text) : null;
  if (bytes?.[0] !== VERSION) return { ok: false, code: "label.unknown" };
  const hex = encodeHexLowerCase(bytes.subarray(KEY_ID_END, TAG_ID_END));
  return {
    ok: true,
    token: text,
    keyId: encodeHexLowerCase(bytes.subarray(1, KEY_ID_END)),
    tagId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-"),
    signedBytes: withPrefix(bytes.subarray(0, TAG_ID_END)),
    signature: bytes.slice(TAG_ID_END),
  };
}

/** `URL.parse` is missing in Safari 17. */
function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Null when the four spare bits of the last character are set: a token has one spelling only. */
function decodeToken(text: string): Uint8Array | null {
  try {
    return decodeBase64urlIgnorePadding(text);
  } catch {
    return null;
  }
}

function bodyOf(keyId: string, tagId: string): Uint8Array {
  const uuid = tagId.toLowerCase();
  if (!/^[0-9a-f]{8}$/.test(keyId)) throw new RangeError("A key id has 8 lower-case hex digits.");
  if (!UUID_PATTERN.test(uuid)) throw new RangeError("A tag id is a UUID.");
  const hex = keyId + uuid.replaceAll("-", "");
  const body = new Uint8Array(TAG_ID_END);
  body[0] = VERSION;
  for (let i = 0; i < hex.length / 2; i++) body[i + 1] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return body;
}

function withPrefix(body: Uint8Array): Uint8Array {
  const data = new Uint8Array(DOMAIN_PREFIX.length + body.length);
  data.set(DOMAIN_PREFIX);
  data.set(body, DOMAIN_PREFIX.length);
  return data;
}
