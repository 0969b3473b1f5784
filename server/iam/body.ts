/** Reads JSON bodies of the sign-in routes, and refuses browsers on foreign pages. */
import type { Context } from "hono";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";

const MAX_BODY_BYTES = 64 * 1024;

/** The body as `schema` reads it. Throws `input.unparsable` (400), `input.too_large` (413) or `input.invalid` (422) with fields. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const text = await boundedText(c.req.raw);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError("input.unparsable");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError("input.invalid", { fields: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])) });
}

/**
 * Refuses a request that a browser sends from a page of another origin (`auth.forbidden`, 403): nobody is signed in, or switched,
 * by a page that is not ours. Clients that are no browsers send no Origin.
 */
export function requireOwnOrigin(request: Request, trusted: readonly string[]): void {
  const origin = request.headers.get("origin");
  if (origin !== null && !trusted.includes(origin)) throw new AppError("auth.forbidden");
}

async function boundedText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new AppError("input.too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
