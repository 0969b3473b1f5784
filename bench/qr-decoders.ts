/**
 * What our cascade finds, and in what time, beside the free decoders on the same photographs in the same run: jsQR, @zxing/library,
 * zbar and zxing-wasm as it comes. Every folder below QR_PHOTOS holds photographs with their text in a `.txt` beside each, as do the
 * test resources of the zxing project (`core/src/test/resources/blackbox/qrcode-*`); without it the fixtures beside the checkout are
 * taken. Run: `QR_PHOTOS=/path bun bench/qr-decoders.ts`
 */
import { existsSync, readdirSync } from "node:fs";
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from "@zxing/library";
import { scanRGBABuffer } from "@undecaf/zbar-wasm";
import jsQR from "jsqr";
import { runCascade } from "../app/lib/scanner/passes.ts";
import { PHOTO_FOLDER, readerWasm, readPhotos } from "../app/lib/scanner/photo.fixtures.ts";
import { rasterSource, type Rgba } from "../app/lib/scanner/raster.ts";
import { createReader } from "../app/lib/scanner/zxing-reader.ts";
import { mulberry32 } from "../server/domain/prng.ts";
import { type Finding, median, milliseconds, report, times } from "./report.ts";
import { worn } from "./worn.ts";

const ROUNDS = 3;
const SIZE = 640;
const OURS = "our cascade";
/** What the cascade is held to: no misread, its median time, and its share of a set of which the plain reader reads two thirds. */
const MOST_SLOWER = 1.3;
const LEAST_READ = 0.75;
const root = process.env["QR_PHOTOS"] ?? PHOTO_FOLDER;

if (!existsSync(root)) {
  console.log(`No photographs at ${root}: nothing to measure.`);
  await report([]);
  process.exit(0);
}

const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
/** Where the set's note differs from the code, whose error correction vouches for every letter: "photograph" in the note, "photography" in the code. */
const MENDED: Record<string, string> = {
  "qrcode-2/13.png": "The 2005 USGS aerial photography of the Washington Monument is censored.",
};
const photos = (await Promise.all(folders.map(({ name }) => readPhotos(name, root))))
  .flat()
  .map((photo) => ({ ...photo, text: MENDED[photo.name] ?? photo.text }));
const random = mulberry32(7);
const sets = { "": photos, ", worn": photos.map((photo) => ({ ...photo, image: worn(photo.image, random) })) };
const read = await createReader({ wasmBinary: readerWasm() });
const plain = {
  tryHarder: false,
  tryInvert: false,
  tryDownscale: false,
  tryDenoise: false,
  binarizer: "LocalAverage",
} as const;

/** A decoder's text for a photograph, or null. All but the cascade look at the same scaled-down picture. */
type Decode = (image: Rgba) => Promise<string | null> | string | null;
const small = (image: Rgba) =>
  Math.max(image.width, image.height) > SIZE ? rasterSource(image).scaledTo(SIZE) : image;
const decoders: Record<string, Decode> = {
  "zxing-wasm, plain, 640 px": async (image) => (await read(small(image), plain))[0]?.text ?? null,
  [OURS]: async (image) => (await runCascade(rasterSource(image), "photo", read)).codes[0]?.text ?? null,
  "jsQR, 640 px": (image) => {
    const { data, width, height } = small(image);
    return jsQR(data, width, height)?.data || null;
  },
  "@zxing/library, 640 px": (image) => {
    const { data, width, height } = small(image);
    const luminance = new Uint8ClampedArray(width * height);
    for (let at = 0; at < luminance.length; at++)
      luminance[at] = (data[4 * at]! * 306 + data[4 * at + 1]! * 601 + data[4 * at + 2]! * 117) >> 10;
    try {
      const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(luminance, width, height)));
      return new QRCodeReader().decode(bitmap).getText();
    } catch {
      return null;
    }
  },
  "zbar-wasm, 640 px": async (image) => {
    const { data, width, height } = small(image);
    const found = await scanRGBABuffer(Uint8Array.from(data).buffer, width, height);
    return found.find(({ typeName }) => typeName === "ZBAR_QRCODE")?.decode("utf-8") ?? null;
  },
};

const names = Object.keys(decoders);
const same = (found: string, text: string | null) =>
  found.replaceAll("\r", "").trim() === text?.replaceAll("\r", "").trim();

async function compare(title: string, set: typeof photos): Promise<Finding[]> {
  const runs = names.map((name) => ({ name, decode: decoders[name]!, tookMs: [] as number[], right: 0, wrong: 0 }));
  // The first round warms up the compiler and is not counted.
  for (let round = -1; round < ROUNDS; round++) {
    for (const { image, text } of set) {
      for (let turn = 0; turn < runs.length; turn++) {
        const run = runs[(turn + round + 1) % runs.length]!;
        const startedMs = performance.now();
        const found = await run.decode(image);
        if (round < 0) continue;
        run.tookMs.push(performance.now() - startedMs);
        if (round > 0 || found === null) continue;
        if (same(found, text)) run.right++;
        else run.wrong++;
      }
    }
  }
  const coded = set.filter(({ text }) => text !== null).length;
  const [base, ...others] = runs;
  const ours = runs.find(({ name }) => name === OURS)!;
  const slower = median(ours.tookMs) / median(base!.tookMs);
  if (ours.wrong > 0 || slower >= MOST_SLOWER || (base!.right / coded < 0.7 && ours.right / coded < LEAST_READ)) {
    console.error(
      `Beyond its bounds${title}: wrong ${ours.wrong}, ${slower.toFixed(2)} × the time, right ${ours.right} of ${coded}`,
    );
    process.exitCode = 1;
  }
  const tell = ({ name, right, wrong, tookMs }: (typeof runs)[number]) =>
    `${name}: right ${right} of ${coded} (${((100 * right) / coded).toFixed(1)} %), wrong ${wrong}, ${milliseconds(median(tookMs))}`;
  return others.map((run) => ({
    what: `Decoders on ${set.length} photographs${title}, ${set.length - coded} of them without a code`,
    figure: tell(run),
    baseline: tell(base!),
    ratio: times(median(run.tookMs), median(base!.tookMs)),
    how: `median over all photographs, ${ROUNDS} times each, the decoders taking turns on every photograph`,
  }));
}

const findings: Finding[] = [];
for (const [title, set] of Object.entries(sets)) findings.push(...(await compare(title, set)));
await report(findings);
