/** Reads a request's body, bounded in bytes and in time, whatever the client announces. */
import { AppError } from "../domain/errors.ts";

/** `tooLarge` is the refusal's code, where the route has one of its own. */
export type BodyLimits = { maxBytes: number; withinMs?: number; tooLarge?: "input.too_large" | "media.too_large" };

const WITHIN_MS = 60_000;

/**
 * The body's bytes. Throws `input.too_large` (413) as soon as the announced length or the bytes counted exceed `maxBytes`,
 * `input.unsupported_type` (415) for a body that is compressed, and `input.timed_out` (408) when it is not whole in time.
 */
export async function readBytes(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const { maxBytes, withinMs = WITHIN_MS, tooLarge = "input.too_large" } = limits;
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError(tooLarge);
  // Unpacked, a few bytes may be a gigabyte.
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "")
    throw new AppError("input.unsupported_type", { message: "Send the body without a content encoding." });
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const late = deadline(withinMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.passed]);
      if (done) break;
      size += value.length;
      if (size > maxBytes) throw new AppError(tooLarge);
      chunks.push(value);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    late.clear();
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function deadline(withinMs: number): { passed: Promise<never>; clear: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError("input.timed_out")), withinMs);
  promise.catch(() => {});
  return { passed: promise, clear: () => clearTimeout(timer) };
}
