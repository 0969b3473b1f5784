/**
 * One page of a maker's server: bounded in size and time, never from our own network, never by way of a redirect. The name is looked up
 * once, and what was checked is what is connected to: a name that turns inward between the two is not followed.
 */
import { isIP } from "node:net";
import { addressesOf, allPublic, type Resolve } from "./public-address.ts";
import { MAX_DOCUMENT_BYTES } from "./read-document.ts";

export type FetchDeps = {
  /** Whether addresses of private networks may be reached, by http too: for installations that try things out. */
  allowPrivate: boolean;
  /** Other than the system's, for tests, like the certificates that are trusted beside the usual ones and the time that is waited. */
  resolve?: Resolve;
  ca?: string;
  withinMs?: number;
};
type Init = { headers: Record<string, string>; method?: "GET" | "POST"; body?: string };
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

export async function fetchPage(deps: FetchDeps, address: string, init: Init): Promise<Page> {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "https:" && !(deps.allowPrivate && url.protocol === "http:")))
    return failed("address_refused");
  const addresses = await addressesOf(url.hostname, deps.resolve);
  if (!deps.allowPrivate && !allPublic(addresses)) return failed("address_refused");
  try {
    const response = await connect(deps, url, addresses, init);
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

/** Addresses of one name that are tried. */
const MOST_ADDRESSES = 3;

/** Asks the addresses one after the other, each under the name that its certificate and its virtual host go by. */
async function connect(deps: FetchDeps, url: URL, addresses: readonly string[], init: Init): Promise<Response> {
  const signal = AbortSignal.timeout(deps.withinMs ?? WITHIN_MS);
  const tried = addresses.slice(0, MOST_ADDRESSES);
  for (const address of tried) {
    const pinned = new URL(url);
    pinned.hostname = isIP(address) === 6 ? `[${address}]` : address;
    const tls = { ...(isIP(bare(url)) ? {} : { serverName: url.hostname }), ...(deps.ca ? { ca: deps.ca } : {}) };
    try {
      return await fetch(pinned, {
        ...init,
        headers: { ...init.headers, host: url.host },
        redirect: "manual",
        signal,
        ...(url.protocol === "https:" ? { tls } : {}),
      });
    } catch (error) {
      if (signal.aborted || address === tried.at(-1)) throw error;
    }
  }
  throw new Error("no address");
}

const bare = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

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
