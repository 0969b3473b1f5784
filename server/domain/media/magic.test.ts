import { expect, test } from "bun:test";
import { sniffContentType } from "./magic.ts";

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));
const ftyp = (size: number, ...brands: string[]) =>
  bytes([0, 0, 0, size], "ftyp", brands[0]!, [0, 0, 0, 0], ...brands.slice(1), "....meta");

test.each([
  ["image/jpeg", bytes([0xff, 0xd8, 0xff, 0xe1, 0, 16], "Exif")],
  ["image/png", bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13])],
  ["image/webp", bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 ")],
  ["image/heic", ftyp(24, "heic", "mif1", "heic")],
  ["image/heic", ftyp(24, "mif1", "mif1", "heic")],
  [null, ftyp(24, "avif", "mif1", "heic")],
  [null, ftyp(24, "mif1", "mif1", "avif")],
  [null, ftyp(20, "mif1", "mif1", "heic")],
  ["video/mp4", ftyp(24, "isom", "mp42", "avc1")],
  ["video/mp4", ftyp(20, "mp42", "mp42")],
  [null, ftyp(20, "qt  ", "qt  ")],
  [null, ftyp(20, "3gp4", "3gp4")],
  ["video/webm", bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84], "webm", [0x42, 0x87])],
  [null, bytes([0x1a, 0x45, 0xdf, 0xa3, 0xa3, 0x42, 0x82, 0x88], "matroska", [0x42, 0x87])],
  [null, bytes("RIFF", [1, 2, 3, 4], "WAVEfmt ")],
  [null, bytes("GIF89a")],
  [null, bytes("<svg xmlns=")],
  [null, bytes("<script>")],
  [null, bytes([0xff, 0xd8])],
  [null, new Uint8Array()],
] as const)("sniffs %p by its bytes", (type, input) => {
  expect(sniffContentType(input)).toBe(type);
});

test("sniffs a view that does not start at its buffer's start", () => {
  const whole = new Uint8Array([...new Uint8Array(7), ...ftyp(24, "mif1", "mif1", "heic")]);
  expect(sniffContentType(whole.subarray(7))).toBe("image/heic");
});
