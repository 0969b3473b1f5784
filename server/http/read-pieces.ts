import { AppError } from "../domain/errors.ts";
import type { BodyLimits } from "./read-body.ts";

/**
 * The pieces of a body as they arrive, bounded in bytes and in time. Throws `input.too_large` or the given code (413),
 * `input.unsupported_type` (415) for a compressed body, and `input.timed_out` (408) when it is not whole in time or `until` is aborted.
 */
export async function* readPieces(
  request: Request,
  limits: BodyLimits & { withinMs: number; until: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { maxBytes, tooLarge = "input.too_large" } = limits;
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError(tooLarge);
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "")
    throw new AppError("input.unsupported_type", { message: "Send the body without a content encoding." });
  const reader = request.body?.getReader();
  if (!reader) return;
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  const end = () => over.reject(new AppError("input.timed_out"));
  const timer = setTimeout(end, limits.withinMs);
  limits.until.addEventListener("abort", end, { once: true });
  if (limits.until.aborted) end();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), over.promise]);
      if (done) return;
      size += value.length;
      if (size > maxBytes) throw new AppError(tooLarge);
      yield value;
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}
