/** Names by which formats write down a place: `\u00a9xyz` and `loci` in MP4, `com.apple.quicktime.location…`, Matroska's tags, XMP's. */
const NAMES = ["\u00a9xyz", "loci", "location", "recording_location", "gps", "latitude"].map((name) =>
  Array.from(name, (letter) => letter.codePointAt(0)!),
);

/** Whether metadata between two positions of a file name a place. Capitals count as small letters. */
export function tellsPlace(bytes: Uint8Array, start: number, end: number): boolean {
  const lower = (at: number) => {
    const byte = bytes[at]!;
    return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  };
  for (let at = start; at < end; at++)
    if (NAMES.some((name) => at + name.length <= end && name.every((byte, i) => lower(at + i) === byte))) return true;
  return false;
}
