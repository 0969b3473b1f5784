/** tRPC over HTTP. What comes in is as strictly read as under REST, before tRPC's own parser sees it. */
import type { AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import type { Caller, Services } from "../context.ts";
import { AppError } from "../domain/errors.ts";
import { isJsonType, MAX_BODY_BYTES } from "../rest/read-json.ts";
import type { EdgeEnv } from "./edge-env.ts";
import { readBytes } from "./read-body.ts";
import { parseStrictJson } from "./strict-json.ts";

/** Procedures that one request may call; the app's own batches are smaller. */
export const MAX_BATCH = 50;

/** Answers `/api/trpc/*`. */
export function trpcRoute(
  services: Services,
  appRouter: AnyRouter,
  callerOf: (request: Request, setCookie: (cookie: string) => void) => Promise<Caller | null>,
): (c: Context<EdgeEnv>) => Promise<Response> {
  return async (c) => {
    const cookies: string[] = [];
    const setCookie = (cookie: string) => void cookies.push(cookie);
    const caller = await callerOf(c.req.raw, setCookie);
    // Nobody is refused before input is read, so the input of nobody stays unread.
    const req = caller ? await strictlyRead(c.req.raw) : c.req.raw;
    const answer = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req,
      router: appRouter,
      createContext: () => ({ services, caller, requestId: c.env.requestId, ip: c.env.ip }),
      responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
      maxBatchSize: MAX_BATCH,
    });
    for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
    return answer;
  };
}

/** The same request with a body that has been checked. Throws what {@link parseStrictJson} and {@link readBytes} throw. */
async function strictlyRead(request: Request): Promise<Request> {
  const { pathname, searchParams } = new URL(request.url);
  if (!isDecodable(pathname)) throw new AppError("input.unparsable", { message: "The address can not be read." });
  const input = searchParams.get("input");
  if (input !== null && input !== "") parseStrictJson(new TextEncoder().encode(input));
  if (request.method !== "POST") return request;
  const bytes = await readBytes(request, { maxBytes: MAX_BODY_BYTES });
  if (bytes.length > 0) {
    if (!isJsonType(request.headers.get("content-type"))) throw new AppError("input.unsupported_type");
    parseStrictJson(bytes);
  }
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: Uint8Array.from(bytes) });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
