/** What the sign-in routes take in: JSON of a known shape, from no foreign page. */
import type { Context, MiddlewareHandler } from "hono";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { unstorableTextAt } from "../domain/storable-text.ts";
import { isOwnOrigin } from "../http/same-origin.ts";
import { readJson } from "../rest/read-json.ts";

/** The body as `schema` reads it. Throws `input.unparsable` (400), `input.too_large` (413) or `input.invalid` (422) with fields. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const body = await readJson(c.req.raw);
  const field = unstorableTextAt(body);
  if (field !== null)
    throw new AppError("input.invalid", { fields: { [field]: "holds a character that can not be stored" } });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("input.invalid", {
    fields: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
  });
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
