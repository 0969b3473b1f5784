/**
 * Devices that a person has signed in on before, told by a signed cookie ("device cookies", OWASP). Wrong codes from such a
 * device are counted apart from everybody else's, so that strangers who guess at an account can not shut its person out.
 */
import { parseSigned, serializeSigned } from "hono/utils/cookie";
import type { Identity } from "./auth.ts";

const VALID_S = 180 * 86_400;
const NONCE = /^[A-Za-z0-9_-]{22}$/;

type Options = Pick<Identity, "secret" | "secure">;

/** Names the account without telling which: the cookie of another account on the same device has another name. */
function cookieName(secret: string, email: string): string {
  const digest = new Bun.CryptoHasher("sha256", secret).update(`known device\n${email}`).digest("base64url");
  return `smart-rental.device-${digest.slice(0, 16)}`;
}

/** The device's own random name if it has signed in as `email` before; null otherwise. */
export async function knownDevice({ secret }: Options, headers: Headers, email: string): Promise<string | null> {
  const cookies = headers.get("cookie");
  if (!cookies) return null;
  const name = cookieName(secret, email);
  const { [name]: nonce } = await parseSigned(cookies, `${name}\n${secret}`, name);
  return nonce && NONCE.test(nonce) ? nonce : null;
}

/** The cookie that makes a device known for `email`. */
export function deviceCookie({ secret, secure }: Options, email: string, known: string | null): Promise<string> {
  const name = cookieName(secret, email);
  const nonce = known ?? Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
  return serializeSigned(name, nonce, `${name}\n${secret}`, {
    path: "/api",
    httpOnly: true,
    sameSite: "Strict",
    secure,
    maxAge: VALID_S,
  });
}
