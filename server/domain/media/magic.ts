/** Which photographs and films are taken in, and how their real type is told from their first bytes. */

export const PHOTO_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp", "image/heic"] as const;
export const VIDEO_CONTENT_TYPES = ["video/mp4", "video/webm"] as const;
export const MEDIA_CONTENT_TYPES = [...PHOTO_CONTENT_TYPES, ...VIDEO_CONTENT_TYPES] as const;
export type MediaContentType = (typeof MEDIA_CONTENT_TYPES)[number];

/** Most bytes of one photograph: a full-size picture of a 50-megapixel phone fits. */
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;
/** Most bytes of one film: half a minute at 5 Mbit/s fits. */
export const MAX_VIDEO_BYTES = 25 * 1024 * 1024;

export const isVideoType = (contentType: string): boolean => VIDEO_CONTENT_TYPES.some((type) => type === contentType);

/** Most bytes of a file of this type. */
export const maxBytesOf = (contentType: string): number =>
  isVideoType(contentType) ? MAX_VIDEO_BYTES : MAX_MEDIA_BYTES;

/** So many first bytes are enough for `sniffContentType`. */
export const SNIFF_BYTES = 64;

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The element that every Matroska and WebM file begins with (RFC 8794, section 11.2.1). */
const EBML = [0x1a, 0x45, 0xdf, 0xa3];
/** Brands of HEVC-coded still pictures (ISO/IEC 23008-12, annex B.4). */
const HEIC_BRANDS = ["heic", "heix", "heim", "heis"];
/** Brands that only say "HEIF": the compatible brands tell HEVC from AV1. */
const HEIF_BRANDS = ["mif1", "msf1"];
/** Brands of films for every player (ISO/IEC 14496-12 annex E, 14496-14). QuickTime's own `qt  ` is not among them. */
const MP4_BRANDS = /^(iso[m2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/;

/** The type that the bytes themselves show, or null when it is none of `MEDIA_CONTENT_TYPES`. */
export function sniffContentType(firstBytes: Uint8Array): MediaContentType | null {
  const startsWith = (magic: readonly number[]) => magic.every((byte, i) => firstBytes[i] === byte);
  if (startsWith(JPEG)) return "image/jpeg";
  if (startsWith(PNG)) return "image/png";
  if (ascii(firstBytes, 0) === "RIFF" && ascii(firstBytes, 8) === "WEBP") return "image/webp";
  if (startsWith(EBML)) return isWebm(firstBytes) ? "video/webm" : null;
  if (isHeic(firstBytes)) return "image/heic";
  return isMp4(firstBytes) ? "video/mp4" : null;
}

/** ISO base media file: size (4 bytes), "ftyp", major brand, version, then compatible brands to the end of the box. */
function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || ascii(bytes, 4) !== "ftyp") return false;
  const major = ascii(bytes, 8);
  if (HEIC_BRANDS.includes(major)) return true;
  if (!HEIF_BRANDS.includes(major)) return false;
  const boxBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  for (let at = 16; at + 4 <= Math.min(boxBytes, bytes.length); at += 4)
    if (HEIC_BRANDS.includes(ascii(bytes, at))) return true;
  return false;
}

const isMp4 = (bytes: Uint8Array): boolean =>
  bytes.length >= 16 && ascii(bytes, 4) === "ftyp" && MP4_BRANDS.test(ascii(bytes, 8));

/** Among the first elements is DocType (0x4282), which says "webm" here and "matroska" elsewhere. */
function isWebm(bytes: Uint8Array): boolean {
  for (let at = 4; at + 7 <= bytes.length; at++)
    if (bytes[at] === 0x42 && bytes[at + 1] === 0x82 && bytes[at + 2] === 0x84) return ascii(bytes, at + 3) === "webm";
  return false;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
