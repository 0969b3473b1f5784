/** Photographs of codes with their expected text, read from the folder of shared fixtures beside the checkout. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import type { Rgba } from "./raster.ts";

/** May be absent: tests skip then. */
export const PHOTO_FOLDER = resolve(import.meta.dir, "../../../../shared/fixtures/qr");

/** `text` is null where no code is to be found. */
export type Photo = { name: string; image: Rgba; text: string | null };

/** All photographs of one sub-folder, decoded. The text stands in the `.txt` beside each. */
export async function readPhotos(folder: string, root = PHOTO_FOLDER): Promise<Photo[]> {
  const path = join(root, folder);
  const names = readdirSync(path)
    .filter((name) => [".png", ".jpg", ".webp"].includes(extname(name)))
    .toSorted();
  return Promise.all(
    names.map(async (name) => {
      const textFile = join(path, `${basename(name, extname(name))}.txt`);
      const text = existsSync(textFile) ? readFileSync(textFile, "utf8") : null;
      return { name: `${folder}/${name}`, image: await readImage(join(path, name)), text };
    }),
  );
}

/** The decoder's WebAssembly, for `createReader`. */
export function readerWasm(): ArrayBuffer {
  const bytes = readFileSync(Bun.resolveSync("zxing-wasm/reader/zxing_reader.wasm", import.meta.dir));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** Any format that Bun decodes, by way of the 8-bit RGBA PNG that it writes; transparent pixels on white. */
async function readImage(path: string): Promise<Rgba> {
  const png = await new Bun.Image(path).png().bytes();
  const view = new DataView(png.buffer, png.byteOffset);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [depth, colourType, , , interlaced] = png.subarray(24, 29);
  if (depth !== 8 || colourType !== 6 || interlaced) throw new Error(`${path}: not an 8-bit RGBA PNG`);
  const parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === 0x49444154) parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  const data = unfiltered(inflateSync(Buffer.concat(parts)), width * 4, height);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) data[at + channel] = data[at + channel]! * alpha + 255 * (1 - alpha);
    data[at + 3] = 255;
  }
  return { data, width, height };
}

/** Undoes PNG's row filters (PNG specification, section 9). */
function unfiltered(rows: Uint8Array, stride: number, height: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x < 4 ? 0 : out[y * stride + x - 4]!;
      const up = y === 0 ? 0 : out[(y - 1) * stride + x]!;
      const corner = x < 4 || y === 0 ? 0 : out[(y - 1) * stride + x - 4]!;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      out[y * stride + x] = (rows[y * (stride + 1) + 1 + x]! + predicted) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
