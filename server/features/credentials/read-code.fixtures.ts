/** Reads a printed QR code back, for tests. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const SCALE = 4;
let ready: Promise<unknown> | undefined;

/** The text of an SVG symbol that is made of one path of upright rectangles on a grid. */
export async function readCode(svg: string): Promise<string> {
  ready ??= load();
  await ready;
  const size = Number(/<svg width="(\d+)"/.exec(svg)?.[1]) * SCALE;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, ...numbers] of svg.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)/g)) {
    const [x, y, width, height] = numbers.map((number) => Number(number) * SCALE) as [number, number, number, number];
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++)
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
  }
  const [found] = await readBarcodes(
    { data, width: size, height: size, colorSpace: "srgb" },
    {
      formats: ["QRCode"],
    },
  );
  if (!found) throw new Error("no QR code in this SVG");
  return found.text;
}

async function load(): Promise<void> {
  const wasmBinary = await Bun.file(
    Bun.resolveSync("zxing-wasm/reader/zxing_reader.wasm", import.meta.dir),
  ).arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
