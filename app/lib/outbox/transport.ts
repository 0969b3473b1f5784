/** The outbox's way to the server, for pages and the service worker: plain `fetch`, no cache, no client library. */
import { type Answer, readAnswer } from "./answers.ts";
import type { OutboxFile } from "./entry.ts";
import type { Transport } from "./engine.ts";

const CALL_TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 10 * 60_000;

/** The server refuses a call that names another person or organisation than its session does: nothing is sent in a stranger's name. */
export const OWNER_HEADER = "x-person";

const lost: Answer = { kind: "open", why: "network" };

async function call(owner: string, procedure: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(`/api/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json", [OWNER_HEADER]: owner },
      body,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return readAnswer(response.status, answer, response.headers.get("retry-after"));
  } catch {
    return lost;
  }
}

type Signed = { mediaId: string; url: string; method: string; headers: Record<string, string> };

async function upload(owner: string, file: OutboxFile): Promise<Answer> {
  const { blob, sha256, purpose } = file;
  const input = { contentType: blob.type, bytes: blob.size, sha256, purpose };
  const signed = await call(owner, "media.sign", JSON.stringify(input));
  if (signed.kind !== "accepted") return signed;
  const { mediaId, url, method, headers } = signed.result as Signed;
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: blob,
      cache: "no-store",
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    if (response.ok) return { kind: "accepted", result: mediaId };
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    if (response.status >= 500 || response.status === 429) return { kind: "open", why: "busy" };
    // A link that ran out is asked for anew.
    if (!problem.code || response.status === 403) return { kind: "open", why: "fault" };
    return {
      kind: "refused",
      refusal: { code: problem.code, status: response.status, message: problem.detail ?? problem.code },
      settled: false,
    };
  } catch {
    return lost;
  }
}

async function greet(): Promise<{ serverNow: number } | null> {
  try {
    const response = await fetch("/healthz", {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const isOurs = response.ok && response.headers.get("content-type")?.includes("json");
    const serverNow = Date.parse(response.headers.get("date") ?? "");
    return isOurs ? { serverNow: Number.isNaN(serverNow) ? Date.now() : serverNow } : null;
  } catch {
    return null;
  }
}

export const httpTransport: Transport = { greet, send: call, upload };
