/** Blanks what a WebM file tells beside its picture (RFC 9559); elements are read as RFC 8794 writes them. */
import type { FilmVerdict } from "./film-metadata.ts";
import { tellsPlace } from "./tells-place.ts";

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TAGS = 0x1254c367;
const ATTACHMENTS = 0x1941a469;
const VOID = 0xec;
/** What stands directly in a segment. A cluster of unknown length, as recorders write them, ends where one of these begins. */
const LEVEL_ONE = new Set([CLUSTER, TAGS, ATTACHMENTS, 0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1043a770]);

type Element = {
  id: number;
  start: number;
  body: number;
  /** Null where the length is not known yet. */ end: number | null;
};

export function blankWebm(bytes: Uint8Array): FilmVerdict {
  const unreadable: FilmVerdict = { ok: false, reason: "unreadable" };
  const head = elementAt(bytes, 0);
  if (head?.id !== EBML || head.end === null) return unreadable;
  const segment = elementAt(bytes, head.end);
  if (segment?.id !== SEGMENT) return unreadable;
  const found: Element[] = [];
  const end = segment.end ?? bytes.length;
  let openCluster = false;
  for (let at = segment.body; at < end;) {
    const element = elementAt(bytes, at);
    if (!element || (element.end ?? 0) > end) return unreadable;
    if (!LEVEL_ONE.has(element.id) && element.id !== VOID && element.id !== 0xbf && !openCluster) return unreadable;
    if (LEVEL_ONE.has(element.id)) openCluster = element.id === CLUSTER && element.end === null;
    if (element.end === null && element.id !== CLUSTER) return unreadable;
    if (element.id === TAGS || element.id === ATTACHMENTS) found.push(element);
    at = element.end ?? element.body;
  }
  const film = found.length > 0 ? bytes.slice() : bytes;
  for (const element of found) blank(film, element as Element & { end: number });
  const places = found.some(({ body, end: until }) => tellsPlace(bytes, body, until ?? body));
  return { ok: true, film, found: found.length > 0, tellsPlace: places };
}

/** Turns the element into a `Void` of the same length: one byte of id, eight of length, zeroes. */
function blank(film: Uint8Array, { start, end }: { start: number; end: number }): void {
  film.fill(0, start, end);
  const size = end - start;
  film[start] = VOID;
  if (size < 9) {
    film[start + 1] = 0x80 | (size - 2);
    return;
  }
  film[start + 1] = 0x01;
  new DataView(film.buffer, film.byteOffset).setUint32(start + 5, size - 9);
}

function elementAt(bytes: Uint8Array, at: number): Element | null {
  const id = variable(bytes, at, 4, true);
  if (!id) return null;
  const size = variable(bytes, at + id.length, 8, false);
  if (!size) return null;
  const body = at + id.length + size.length;
  const isUnknown = size.value === 2 ** (7 * size.length) - 1;
  const end = isUnknown ? null : body + size.value;
  return end !== null && end > bytes.length ? null : { id: id.value, start: at, body, end };
}

/** A number of variable length; the first byte's leading zeroes tell how long it is. An id keeps its marker bit. */
function variable(
  bytes: Uint8Array,
  at: number,
  most: number,
  keepMarker: boolean,
): { value: number; length: number } | null {
  const first = bytes[at];
  if (!first) return null;
  const length = Math.clz32(first) - 23;
  if (length > most || at + length > bytes.length) return null;
  let value = keepMarker ? first : first & (0xff >> length);
  for (let i = 1; i < length; i++) value = value * 256 + bytes[at + i]!;
  return { value, length };
}
