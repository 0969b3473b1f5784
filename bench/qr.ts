/**
 * How long decoding takes and how much it finds: the fast pass alone against the cascade, on the same photographs in the same
 * run, so that the ratio holds on any machine. Run: `bun bench/qr.ts`
 */
import { existsSync } from "node:fs";
import { runCascade } from "../app/lib/scanner/passes.ts";
import { PHOTO_FOLDER, readerWasm, readPhotos, type Photo } from "../app/lib/scanner/photo.fixtures.ts";
import { rasterSource } from "../app/lib/scanner/raster.ts";
import { createReader } from "../app/lib/scanner/zxing-reader.ts";

const ROUNDS = 5;

if (!existsSync(PHOTO_FOLDER)) {
  console.error(`No photographs at ${PHOTO_FOLDER}`);
  process.exit(1);
}

const read = await createReader({ wasmBinary: readerWasm() });
const folders = ["qrcode-1", "qrcode-2", "qrcode-3", "false-positives"];
const photos = (await Promise.all(folders.map(readPhotos))).flat();
const coded = photos.filter((photo) => photo.text !== null);
const blank = photos.filter((photo) => photo.text === null);

const EFFORTS = ["frame", "retry", "photo"] as const;

/** Milliseconds per photograph and how many gave their own text. The efforts take turns, so that all see the same machine. */
async function measure(set: Photo[]) {
  const runs = EFFORTS.map((effort) => ({ effort, tookMs: [] as number[], right: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { image, text } of set) {
      for (const run of runs) {
        const startedMs = performance.now();
        const { codes } = await runCascade(rasterSource(image), run.effort, read);
        run.tookMs.push(performance.now() - startedMs);
        if ((codes[0]?.text ?? null) === text) run.right++;
      }
    }
  }
  return runs.map(({ effort, tookMs, right }) => {
    const sorted = tookMs.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    return { effort, medianMs: at(0.5), p95Ms: at(0.95), right: right / ROUNDS };
  });
}

// Warms up the compiler, so that the first photographs are not the slow ones.
await measure(photos);

for (const [title, set] of [
  ["with a code", coded],
  ["without a code", blank],
] as const) {
  const results = await measure(set);
  const fast = results[0]!;
  console.log(`\n${set.length} photographs ${title}`);
  for (const { effort, medianMs, p95Ms, right } of results) {
    const times = `median ${medianMs.toFixed(2)} ms, p95 ${p95Ms.toFixed(2)} ms`;
    const ratio = `${(medianMs / fast.medianMs).toFixed(2)} x / ${(p95Ms / fast.p95Ms).toFixed(2)} x the fast pass`;
    console.log(`${effort.padEnd(6)} right ${right} of ${set.length}   ${times}   ${ratio}`);
  }
}
