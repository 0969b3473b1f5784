import { withoutFilmMetadata } from "../../../server/domain/media/film-metadata.ts";
import { isVideoType, MAX_VIDEO_BYTES, sniffContentType } from "../../../server/domain/media/magic.ts";
import { mediaError, preparePhoto, type PreparedPhoto, sha256Hex } from "./prepare-photo.ts";

/** Makes a chosen or taken file fit to keep and send. Rejects with what `errorSentence` understands. */
export const prepareMedia = (file: Blob): Promise<PreparedPhoto> =>
  file.type.startsWith("video/") ? prepareFilm(file) : preparePhoto(file);

/**
 * A film as MP4 or WebM of at most 25 MB, freed of what its file says beside the picture (place, device, time). Its pictures are not
 * encoded anew. Rejects with `media.too_large`, `media.unsupported_type` and, where the place can not be taken out, `media.tells_place`.
 */
export async function prepareFilm(file: Blob): Promise<PreparedPhoto> {
  if (file.size > MAX_VIDEO_BYTES) throw mediaError("media.too_large", 413);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = sniffContentType(bytes);
  if (type === null || !isVideoType(type)) throw mediaError("media.unsupported_type", 415);
  const verdict = withoutFilmMetadata(bytes, type);
  if (!verdict.ok) {
    if (verdict.reason === "position_track") throw mediaError("media.tells_place", 422);
    throw mediaError("media.unsupported_type", 415);
  }
  const blob = new Blob([verdict.film as Uint8Array<ArrayBuffer>], { type });
  return { blob, sha256: await sha256Hex(blob) };
}
