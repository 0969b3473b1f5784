/// <reference lib="webworker" />
/** Decodes off the main thread. The WebAssembly is part of the build: nothing is fetched from elsewhere. */
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import type { DecodeRequest, DecoderMessage } from "./decoder-messages.ts";
import { runCascade, type ReadCodes } from "./passes.ts";
import { fitted, type ImageSource } from "./raster.ts";
import { createReader } from "./zxing-reader.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: DecoderMessage) => scope.postMessage(message);

const reader = createReader({ locateFile: () => wasmUrl });
reader.then(
  () => post({ kind: "ready" }),
  (cause: unknown) => post({ kind: "failed", message: String(cause) }),
);

scope.addEventListener("message", ({ data }: MessageEvent<DecodeRequest>) => void answer(data));

async function answer(data: DecodeRequest): Promise<void> {
  const startedMs = performance.now();
  try {
    const result = await decode(data, await reader);
    post({ kind: "decoded", id: data.id, tookMs: performance.now() - startedMs, ...result });
  } catch (cause) {
    post({ kind: "unreadable", id: data.id, message: String(cause) });
  }
}

async function decode(request: DecodeRequest, read: ReadCodes) {
  const bitmap = request.image instanceof ImageBitmap ? request.image : await createImageBitmap(request.image);
  try {
    return await runCascade(bitmapSource(bitmap), request.effort, read);
  } finally {
    bitmap.close();
  }
}

/** The browser scales faster than a loop over pixels; transparent pixels come out white. */
function bitmapSource(bitmap: ImageBitmap): ImageSource {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  if (!context) throw new Error("no 2D canvas in workers");
  return {
    width: bitmap.width,
    height: bitmap.height,
    scaledTo(longSide) {
      const { width, height } = fitted(bitmap.width, bitmap.height, longSide);
      canvas.width = width;
      canvas.height = height;
      context.fillStyle = "white";
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = "medium";
      context.drawImage(bitmap, 0, 0, width, height);
      return context.getImageData(0, 0, width, height);
    },
  };
}
