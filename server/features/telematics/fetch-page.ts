/** One page of a maker's server: bounded in size and time, never from our own network, never by way of a redirect. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { MAX_DOCUMENT_BYTES } from "./read-document.ts";

export type FetchDeps = {
  /** Whether addresses of private networks may be reached, by http too: for installations that try things out. */
  allowPrivate: boolean;
};
export type Page =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; state: "LIMITED" | "FAILED"; error: string; retryAfterS: number | null };

const WITHIN_MS = 30_000;
const failed = (error: string, retryAfterS: number | null = null): Page => ({
  ok: false,
  state: "FAILED",
  error,
  retryAfterS,
});

export async function fetchPage(
  deps: FetchDeps,
  address: string,
  init: { headers: Record<string, string>; method?: "GET" | "POST"; body?: string },
): Promise<Page> {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "https:" && !(deps.allowPrivate && url.protocol === "http:")))
    return failed("address_refused");
  if (!deps.allowPrivate && !(await isPublic(url.hostname))) return failed("address_refused");
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(WITHIN_MS) });
    if (response.status === 429 || response.status === 503)
      return {
        ok: false,
        state: "LIMITED",
        error: `status_${response.status}`,
        retryAfterS: retryAfter(response.headers),
      };
    if (response.status !== 200) {
      await response.body?.cancel();
      return failed(`status_${response.status}`, retryAfter(response.headers));
    }
    const bytes = await bounded(response);
    return bytes ? { ok: true, bytes } : failed("too_large");
  } catch (error) {
    return failed(error instanceof DOMException && error.name === "TimeoutError" ? "timed_out" : "unreachable");
  }
}

/** The body, or null as soon as it is too long. What was packed is counted unpacked. */
async function bounded(response: Response): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Seconds, from either form of Retry-After (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers): number | null {
  const text = headers.get("retry-after");
  if (!text) return null;
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** Whether a name leads to public addresses only. */
export async function isPublic(hostname: string): Promise<boolean> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(bare)
    ? [bare]
    : await lookup(bare, { all: true }).then(
        (found) => found.map(({ address }) => address),
        () => [],
      );
  return addresses.length > 0 && addresses.every((address) => !isPrivate(address));
}

/** Addresses of no public network: loopback, private, link-local, shared, multicast and reserved (RFC 6890), and IPv6's forms of IPv4. */
export function isPrivate(address: string): boolean {
  const mapped = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const [a = 0, b = 0] = (mapped ?? address).split(".").map(Number);
  if (mapped || isIP(address) === 4)
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      a >= 224 ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && (b === 168 || b === 0)) ||
      (a === 198 && (b === 18 || b === 19))
    );
  // Global unicast alone is public.
  return !/^[23][0-9a-f]{3}:/i.test(address) || /^2001:(0*:|db8:)/i.test(address) || address.startsWith("2002:");
}
