/** What the sign-in routes take in: JSON of a known shape, from no foreign page. */
import type { Context, MiddlewareHandler } from "hono";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { unstorableTextAt } from "../domain/storable-text.ts";
import { isOwnOrigin } from "../http/same-origin.ts";
import { readJson } from "../rest/read-json.ts";

/** A passkey's attestation is the longest thing that anybody signs in with. */
const MAX_SIGN_IN_BYTES = 64 * 1024;

/** The body as `schema` reads it. Throws `input.unparsable` (400), `input.too_large` (413) or `input.invalid` (422) with fields. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const body = await readJson(c.req.raw, MAX_SIGN_IN_BYTES);
  const field = unstorableTextAt(body);
  if (field !== null)
    throw new AppError("input.invalid", { fields: { [field]: "holds a character that can not be stored" } });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("input.invalid", {
    fields: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
  });
}

/** The request with other headers and a body that was read here, as strictly as any other, for whoever parses it again. */
export async function boundedRequest(request: Request, headers: Headers): Promise<Request> {
  if (request.method === "GET") return new Request(request.url, { headers });
  const body = await readJson(request, MAX_SIGN_IN_BYTES);
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(body) });
}

/**
 * Refuses what a browser sends from another site's page (`auth.forbidden`, 403), with a cookie or without: no page but ours
 * signs anybody in. Answers are never kept by caches.
 */
export function ownPagesOnly(publicUrl: string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    if (c.req.method !== "GET" && origin !== undefined && !isOwnOrigin(origin, c.req.raw, publicUrl))
      throw new AppError("auth.forbidden");
    await next();
    c.header("cache-control", "no-store");
  };
}
