import { AppError } from "../domain/errors.ts";
import { SNIFF_BYTES } from "../domain/media/magic.ts";
import { readPieces } from "../http/read-pieces.ts";
import type { UploadRange } from "./content-range.ts";
import type { DiskStore, SignedLink } from "./disk-store.ts";
import { judgeType, judgeUpload } from "./judge-upload.ts";

/** For a part over a building site's network. */
const PART_MS = 10 * 60_000;

/**
 * Takes one part of an announced file, or tells how far it is. Returns how many bytes are there; the whole file is then judged and kept.
 * A part that breaks off is kept as far as it came. Throws `media.wrong_offset` (409, `details.offset`) for one that does not follow on,
 * and what `judgeUpload` throws: then all of it has to come again.
 */
export async function takePart(
  store: DiskStore,
  link: SignedLink,
  range: UploadRange,
  request: Request,
): Promise<number> {
  const { mediaId } = link;
  if (range.total !== link.bytes)
    throw new AppError("media.mismatch", {
      fields: { bytes: `expected ${link.bytes}, got ${range.total}` },
    });
  return store.parts.alone(mediaId, async (takenOver) => {
    if ((await store.read(mediaId))?.bytes === link.bytes) return link.bytes;
    const offset = await store.parts.bytes(mediaId);
    if (range.at === null) return offset;
    if (range.at !== offset) throw new AppError("media.wrong_offset", { details: { offset } });
    let isFirst = offset === 0;
    const checked = async function* () {
      for await (const piece of readPieces(request, {
        maxBytes: range.bytes,
        withinMs: PART_MS,
        tooLarge: "media.too_large",
        until: takenOver,
      })) {
        // What is plainly something else is not taken in whole first.
        if (isFirst && piece.length >= SNIFF_BYTES) judgeType(piece, link);
        isFirst = false;
        yield piece;
      }
    };
    const end = await store.parts.append(mediaId, offset, checked());
    if (end < link.bytes) return end;
    try {
      const content = await store.parts.read(mediaId);
      judgeUpload(content, link);
      await store.put(mediaId, content);
    } finally {
      await store.parts.drop(mediaId);
    }
    return link.bytes;
  });
}
