/** Which photographs are taken in, and how their real type is told from their first bytes. */

export const MEDIA_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp", "image/heic"] as const;
export type MediaContentType = (typeof MEDIA_CONTENT_TYPES)[number];

/** Most bytes of one photograph: a full-size picture of a 50-megapixel phone fits. */
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;

/** So many first bytes are enough for `sniffContentType`. */
export const SNIFF_BYTES = 64;

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Brands of HEVC-coded still pictures (ISO/IEC 23008-12, annex B.4). */
const HEIC_BRANDS = ["heic", "heix", "heim", "heis"];
/** Brands that only say "HEIF": the compatible brands tell HEVC from AV1. */
const HEIF_BRANDS = ["mif1", "msf1"];

/** The type that the bytes themselves show, or null when it is none of `MEDIA_CONTENT_TYPES`. */
export function sniffContentType(firstBytes: Uint8Array): MediaContentType | null {
  const startsWith = (magic: readonly number[]) => magic.every((byte, i) => firstBytes[i] === byte);
  if (startsWith(JPEG)) return "image/jpeg";
  if (startsWith(PNG)) return "image/png";
  if (ascii(firstBytes, 0) === "RIFF" && ascii(firstBytes, 8) === "WEBP") return "image/webp";
  return isHeic(firstBytes) ? "image/heic" : null;
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

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
