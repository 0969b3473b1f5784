/** Reads a request's JSON body, bounded. */
import { AppError } from "../domain/errors.ts";
import { readBytes } from "../http/read-body.ts";
import { parseStrictJson } from "../http/strict-json.ts";

export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The parsed body; an empty one counts as `{}`. Throws `input.unsupported_type` for another content type, `input.unparsable` for
 * what {@link parseStrictJson} does not take, and `input.too_large` above `maxBytes`, announced or not.
 */
export async function readJson(request: Request, maxBytes: number = MAX_BODY_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, { maxBytes });
  if (bytes.length === 0) return {};
  if (!isJsonType(request.headers.get("content-type")))
    throw new AppError("input.unsupported_type", { message: "Send the body as application/json." });
  return parseStrictJson(bytes);
}

/** Whether a content type is `application/json`, with whatever parameters, or one built on it, such as `application/geo+json`. */
export function isJsonType(contentType: string | null): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type === "application/json" || /^application\/[\w.-]+\+json$/.test(type);
}
