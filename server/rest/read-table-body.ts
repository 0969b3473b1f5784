/** Reads a body that is a table, or JSON with a table in it. */
import { AppError } from "../domain/errors.ts";
import { decodeTable } from "../domain/import/decode.ts";
import { MAX_BYTES } from "../domain/import/schema.ts";
import { readBytes } from "../http/read-body.ts";
import { readJson } from "./read-json.ts";

/** A table inside JSON is longer by its escapes. */
const MAX_JSON_BYTES = 1.5 * MAX_BYTES;

/**
 * `{ csv }` for a body of text/csv or text/tab-separated-values, in UTF-8, UTF-16 or Windows-1252 whatever its charset says; the parsed
 * body for JSON. Throws `import.not_text`, and what {@link readJson} throws.
 */
export async function readTableBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "text/csv" && type !== "text/tab-separated-values") return readJson(request, MAX_JSON_BYTES);
  const decoded = decodeTable(await readBytes(request, { maxBytes: MAX_BYTES }));
  if (!decoded.ok) throw new AppError(decoded.code);
  return { csv: decoded.text };
}
