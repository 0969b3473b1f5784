/** Reads a request's JSON body, bounded. */
import { AppError } from "../domain/errors.ts";

export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The parsed body; an empty one counts as `{}`. Throws `input.unparsable` for another content type, bytes that are not UTF-8
 * or text that is not JSON, and `input.too_large` above {@link MAX_BODY_BYTES}, announced or not.
 */
export async function readJson(request: Request): Promise<unknown> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BODY_BYTES) throw new AppError("input.too_large");
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) {
    throw new AppError("input.unparsable", { message: "Send the body as application/json." });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new AppError("input.unparsable", { message: "The body is not valid JSON.", cause });
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError("input.too_large");
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
