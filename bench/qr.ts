/**
 * How long decoding takes and how much it finds: the fast pass alone against the cascade, on the same photographs in the same
 * run, so that the ratio holds on any machine. Run: `bun bench/qr.ts`
 */
import { existsSync } from "node:fs";
import { runCascade } from "../app/lib/scanner/passes.ts";
import { PHOTO_FOLDER, readerWasm, readPhotos, type Photo } from "../app/lib/scanner/photo.fixtures.ts";
import { rasterSource } from "../app/lib/scanner/raster.ts";
import { createReader } from "../app/lib/scanner/zxing-reader.ts";
import { milliseconds, report, times, type Finding } from "./report.ts";

const ROUNDS = 5;

if (!existsSync(PHOTO_FOLDER)) {
  console.log(`No photographs at ${PHOTO_FOLDER}: nothing to measure.`);
  await report([]);
  process.exit(0);
}

const read = await createReader({ wasmBinary: readerWasm() });
const folders = ["qrcode-1", "qrcode-2", "qrcode-3", "false-positives"];
const photos = (await Promise.all(folders.map((folder) => readPhotos(folder)))).flat();
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

const findings: Finding[] = [];
for (const [title, set] of [
  ["with a code", coded],
  ["without a code", blank],
] as const) {
  const [fast, ...slower] = await measure(set);
  const tell = ({ effort, medianMs, p95Ms, right }: Awaited<ReturnType<typeof measure>>[number]) =>
    `${effort}: ${milliseconds(medianMs)}, p95 ${milliseconds(p95Ms)}, right ${right} of ${set.length}`;
  for (const run of slower) {
    findings.push({
      what: `Decoding a photograph ${title}`,
      figure: tell(run),
      baseline: tell(fast!),
      ratio: `${times(run.medianMs, fast!.medianMs)}, p95 ${times(run.p95Ms, fast!.p95Ms)}`,
      how: `median over ${set.length} photographs, ${ROUNDS} times each, the efforts taking turns on every photograph`,
    });
  }
}
await report(findings);
