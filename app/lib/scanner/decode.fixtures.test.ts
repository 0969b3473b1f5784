import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { runCascade, type ReadCodes } from "./passes.ts";
import { PHOTO_FOLDER, readerWasm, readPhotos } from "./photo.fixtures.ts";
import { rasterSource } from "./raster.ts";
import { createReader } from "./zxing-reader.ts";

const hasPhotos = existsSync(PHOTO_FOLDER);
if (!hasPhotos) console.warn(`Skipped: no photographs at ${PHOTO_FOLDER}`);

describe.skipIf(!hasPhotos)("the cascade on photographs", () => {
  let read: ReadCodes;
  beforeAll(async () => {
    read = await createReader({ wasmBinary: readerWasm() });
  });

  async function misread(folder: string): Promise<{ total: number; wrong: string[] }> {
    const photos = await readPhotos(folder);
    const wrong: string[] = [];
    for (const { name, image, text } of photos) {
      const { codes } = await runCascade(rasterSource(image), "photo", read);
      if ((codes[0]?.text ?? null) !== text) wrong.push(`${name}: ${JSON.stringify(codes[0]?.text ?? null)}`);
    }
    return { total: photos.length, wrong };
  }

  test.each([
    ["qrcode-1", 8],
    ["qrcode-3", 18],
  ])("reads every one of %s", async (folder, total) => {
    expect(await misread(folder)).toEqual({ total, wrong: [] });
  });

  test("reads at least 54 of the 56 hard ones", async () => {
    const { total, wrong } = await misread("qrcode-2");
    expect(total).toBe(56);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(2);
  });

  test("finds nothing where nothing is", async () => {
    expect(await misread("false-positives")).toEqual({ total: 8, wrong: [] });
  });

  test("puts the corners where the code is, of a turned image too", async () => {
    let compared = 0;
    for (const { image } of await readPhotos("qrcode-1")) {
      const source = rasterSource(image);
      const { codes: plain } = await runCascade(source, "frame", read);
      const isTurned = (pixels: { width: number; height: number }) =>
        pixels.width === pixels.height && image.width !== image.height;
      const { codes: turned, pass } = await runCascade(source, "photo", async (pixels, options) =>
        isTurned(pixels) ? read(pixels, options) : [],
      );
      if (pass !== "rotated") continue;
      compared++;
      // Corners may be named from another side of the code: its middle must agree.
      const middle = (corners: { x: number; y: number }[]) =>
        [0, 1].map((axis) => corners.reduce((sum, c) => sum + (axis ? c.y : c.x), 0) / 4);
      const [a, b] = [middle(plain[0]!.corners), middle(turned[0]!.corners)];
      expect(Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!)).toBeLessThan(3);
    }
    expect(compared).toBeGreaterThanOrEqual(4);
  });
});
