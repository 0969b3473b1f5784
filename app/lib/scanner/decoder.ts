import type { DecodeRequest, DecoderMessage } from "./decoder-messages.ts";
import type { CascadeResult } from "./passes.ts";

export type Decoded = CascadeResult & { tookMs: number };

/** The decoder could not be loaded, has crashed or was closed: it reads nothing any more, whatever the image. */
export class DecoderStoppedError extends Error {}

export type Decoder = {
  /** Resolves when the first image can be decoded; rejects when the decoder could not be loaded. */
  ready: Promise<void>;
  /** True while an image is being decoded: a live frame had better be skipped then. */
  readonly isBusy: boolean;
  /** True once it reads nothing any more; only a new one does. */
  readonly isStopped: boolean;
  /**
   * Decodes one image; calls wait for each other, so that one image is in the worker at a time. An ImageBitmap or
   * VideoFrame is handed over and may not be used afterwards. Rejects when the image cannot be read, with {@link DecoderStoppedError} when nothing can.
   */
  decode(image: DecodeRequest["image"], effort: DecodeRequest["effort"]): Promise<Decoded>;
  /** Ends the worker; what is still waiting is rejected. */
  dispose(): void;
};

/** The part of a Worker that the decoder needs. */
export type DecoderWorker = Pick<Worker, "postMessage" | "terminate"> & {
  onmessage: ((event: MessageEvent<DecoderMessage>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

const spawnWorker = (): DecoderWorker =>
  new Worker(new URL("./decoder.worker.ts", import.meta.url), { type: "module" });

/** Starts a decoder in a worker of its own. `spawn` is for tests. */
export function createDecoder(spawn: () => DecoderWorker = spawnWorker): Decoder {
  const worker = spawn();
  const started = Promise.withResolvers<void>();
  // Nobody needs to listen to `ready`: a failed start rejects every decode as well.
  started.promise.catch(() => undefined);
  let waiting: { id: number; settle: PromiseWithResolvers<Decoded> } | null = null;
  let queue: Promise<unknown> = started.promise;
  let queued = 0;
  let nextId = 1;
  let gone: DecoderStoppedError | null = null;

  const end = (message: string) => {
    if (gone) return;
    const cause = new DecoderStoppedError(message);
    gone = cause;
    worker.terminate();
    started.reject(cause);
    waiting?.settle.reject(cause);
  };

  worker.onerror = (event) => end(event.message || "The decoder stopped.");
  worker.onmessage = ({ data }) => {
    if (data.kind === "ready") return started.resolve();
    if (data.kind === "failed") return end(data.message);
    if (waiting?.id !== data.id) return;
    if (data.kind === "decoded") waiting.settle.resolve({ codes: data.codes, pass: data.pass, tookMs: data.tookMs });
    else waiting.settle.reject(new Error(data.message));
  };

  async function send(image: DecodeRequest["image"], effort: DecodeRequest["effort"]): Promise<Decoded> {
    if (gone) throw gone;
    const settle = Promise.withResolvers<Decoded>();
    waiting = { id: nextId++, settle };
    worker.postMessage({ id: waiting.id, image, effort } satisfies DecodeRequest, isHandedOver(image) ? [image] : []);
    try {
      return await settle.promise;
    } finally {
      waiting = null;
    }
  }

  return {
    ready: started.promise,
    get isBusy() {
      return queued > 0;
    },
    get isStopped() {
      return gone !== null;
    },
    decode(image, effort) {
      queued++;
      const result = queue
        .then(() => send(image, effort))
        .catch((cause: unknown) => {
          // What was not handed over any more still holds a frame of the camera.
          if (gone && isHandedOver(image)) image.close();
          throw cause;
        })
        .finally(() => queued--);
      queue = result.catch(() => (gone ? Promise.reject(gone) : undefined));
      queue.catch(() => undefined);
      return result;
    },
    dispose: () => end("The decoder was closed."),
  };
}

const isHandedOver = (image: DecodeRequest["image"]): image is ImageBitmap | VideoFrame =>
  (typeof ImageBitmap !== "undefined" && image instanceof ImageBitmap) ||
  (typeof VideoFrame !== "undefined" && image instanceof VideoFrame);
