/**
 * What a film's file says beside its picture: where it was taken, when, by whose device. Found and blanked out in place, so that the
 * positions of the pictures in the file stay right.
 *
 * MP4 (ISO/IEC 14496-12): `udta` (with `©xyz` and 3GPP's `loci`), `meta` and `uuid` boxes of the file, the movie and its tracks are
 * blanked to `free`. A track of its own that records positions (GoPro's `gpmd`, Android's `camm`, QuickTime's `mebx`) lies among
 * the pictures and can not be cut out in place: such a film is refused.
 * WebM (RFC 9559): `Tags` and `Attachments` are blanked to `Void`. What MediaRecorder makes has neither.
 */
import { tellsPlace } from "./tells-place.ts";
import { blankWebm } from "./webm-metadata.ts";

/**
 * `film`: the same film without them. `found`: there were any. `tellsPlace`: they told where it was taken. Not `ok`: it can not be freed
 * of them, or is no film.
 */
export type FilmVerdict =
  | { ok: true; film: Uint8Array; found: boolean; tellsPlace: boolean }
  | { ok: false; reason: "position_track" | "unreadable" };

type Box = { type: string; start: number; body: number; end: number };

const CONTAINERS = new Set(["moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts", "mvex"]);
const METADATA = new Set(["udta", "meta", "uuid"]);
const POSITION_ENTRIES = new Set(["gpmd", "camm", "mebx", "mett", "metx"]);
const MOST_DEPTH = 8;

/** Frees a film (its bytes as `contentType` says) of what it tells beside its picture. The given bytes stay as they are. */
export function withoutFilmMetadata(bytes: Uint8Array, contentType: string): FilmVerdict {
  return contentType === "video/webm" ? blankWebm(bytes) : blankMp4(bytes);
}

function blankMp4(bytes: Uint8Array): FilmVerdict {
  const found: Box[] = [];
  const tracks: Box[] = [];
  let sawMovie = false;
  const look = (start: number, end: number, depth: number): boolean => {
    const boxes = boxesOf(bytes, start, end);
    if (!boxes || depth > MOST_DEPTH) return false;
    return boxes.every((box) => {
      sawMovie ||= box.type === "moov";
      if (METADATA.has(box.type)) found.push(box);
      if (box.type === "stsd") tracks.push(box);
      return CONTAINERS.has(box.type) ? look(box.body, box.end, depth + 1) : true;
    });
  };
  if (!look(0, bytes.length, 0) || !sawMovie) return { ok: false, reason: "unreadable" };
  if (tracks.some((box) => entriesOf(bytes, box).some((entry) => POSITION_ENTRIES.has(entry))))
    return { ok: false, reason: "position_track" };
  const film = found.length > 0 ? bytes.slice() : bytes;
  for (const box of found) {
    film.set([0x66, 0x72, 0x65, 0x65], box.start + 4);
    film.fill(0, box.body, box.end);
  }
  return {
    ok: true,
    film,
    found: found.length > 0,
    tellsPlace: found.some(({ body, end }) => tellsPlace(bytes, body, end)),
  };
}

/** The boxes that fill this stretch, or null when they do not. */
function boxesOf(bytes: Uint8Array, start: number, end: number): Box[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    // QuickTime ends some lists with four zero bytes.
    if (end - at < 8) return end - at === 4 && view.getUint32(at) === 0 ? boxes : null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1) {
      if (end - at < 16) return null;
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (size === 0) size = end - at;
    if (size < header || size > end - at) return null;
    boxes.push({ type, start: at, body: at + header, end: at + size });
    at += size;
  }
  return boxes;
}

/** The kinds of samples that a track's `stsd` (version, flags, count, entries) lists. */
const entriesOf = (bytes: Uint8Array, { body, end }: Box): string[] =>
  body + 8 > end ? [] : (boxesOf(bytes, body + 8, end) ?? []).map(({ type }) => type);
