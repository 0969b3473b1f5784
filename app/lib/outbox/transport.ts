/** The outbox's way to the server, for pages and the service worker: plain `fetch`, no cache, no client library. */
import { announceFile, uploadFile } from "../../features/media/upload-file.ts";
import { call } from "./call.ts";
import type { Transport } from "./engine.ts";

const GREETING_TIMEOUT_MS = 30_000;

async function greet(): Promise<{ serverNow: number } | null> {
  try {
    const response = await fetch("/healthz", {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(GREETING_TIMEOUT_MS),
    });
    const isOurs = response.ok && response.headers.get("content-type")?.includes("json");
    const serverNow = Date.parse(response.headers.get("date") ?? "");
    return isOurs ? { serverNow: Number.isNaN(serverNow) ? Date.now() : serverNow } : null;
  } catch {
    return null;
  }
}

export const httpTransport: Transport = {
  greet,
  send: call,
  upload: uploadFile,
  announce: announceFile,
};
