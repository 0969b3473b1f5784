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
  const { image } = request;
  const picture = image instanceof Blob || image instanceof ImageData ? await createImageBitmap(image) : image;
  try {
    return await runCascade(pictureSource(picture), request.effort, read);
  } finally {
    picture.close();
  }
}

/** One for all frames: its memory is not asked for anew thirty times a second. */
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });

/** The browser scales faster than a loop over pixels; transparent pixels come out white. */
function pictureSource(picture: ImageBitmap | VideoFrame): ImageSource {
  if (!context) throw new Error("no 2D canvas in workers");
  const own =
    picture instanceof ImageBitmap
      ? { width: picture.width, height: picture.height }
      : { width: picture.displayWidth, height: picture.displayHeight };
  return {
    ...own,
    scaledTo(longSide) {
      const { width, height } = fitted(own.width, own.height, longSide);
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.fillStyle = "white";
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = "medium";
      context.drawImage(picture, 0, 0, width, height);
      return context.getImageData(0, 0, width, height);
    },
  };
}
