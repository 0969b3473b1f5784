import { AppError } from "../domain/errors.ts";
import { withoutFilmMetadata } from "../domain/media/film-metadata.ts";
import { isVideoType, SNIFF_BYTES, sniffContentType } from "../domain/media/magic.ts";
import type { SignedLink } from "./disk-store.ts";

/** Throws `media.unsupported_type` (415) where the first bytes are not of the announced type. */
export function judgeType(firstBytes: Uint8Array, link: SignedLink): void {
  if (sniffContentType(firstBytes.subarray(0, SNIFF_BYTES)) !== link.contentType)
    throw new AppError("media.unsupported_type");
}

/**
 * Whether a whole file is the announced one, and one that we keep. Throws `media.mismatch` (422), `media.unsupported_type` (415), and
 * `media.tells_place` (422) for a film that says where it was taken: the app removes that, and here nothing may be changed any more.
 */
export function judgeUpload(content: Uint8Array, link: SignedLink): void {
  if (content.length !== link.bytes)
    throw new AppError("media.mismatch", { fields: { bytes: `expected ${link.bytes}, got ${content.length}` } });
  judgeType(content, link);
  if (new Bun.CryptoHasher("sha256").update(content).digest("hex") !== link.sha256)
    throw new AppError("media.mismatch", { fields: { sha256: "differs from what was announced" } });
  if (!isVideoType(link.contentType)) return;
  const verdict = withoutFilmMetadata(content, link.contentType);
  if (!verdict.ok && verdict.reason === "unreadable") throw new AppError("media.unsupported_type");
  if (!verdict.ok || verdict.tellsPlace) throw new AppError("media.tells_place");
}
