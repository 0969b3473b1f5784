import { openCamera, type Camera } from "./camera.ts";
import type { CameraState } from "./camera-state.ts";
import { createDecoder, type Decoder } from "./decoder.ts";
import { takeEarlyDecoder } from "./early-camera.ts";
import { grabFrame } from "./grab-frame.ts";
import { effortForFrame, type FoundCode } from "./passes.ts";

/** A code held in view is told once; after it was away for this long and for so many looks it is told again. */
const AWAY_MS = 1500;
/** A slow phone looks twice a second, and every other look at a label held askew finds nothing. */
const AWAY_LOOKS = 4;

export type Scan = Omit<Camera, "stop" | "fail"> & {
  /** Looks for codes in a photograph (a file that the person chose), with every effort. Rejects when it is no image, and with `DecoderStoppedError`. */
  readPhoto: (photo: Blob) => Promise<FoundCode[]>;
  /** Ends camera and decoder. */
  stop: () => void;
};

/**
 * Scans until stopped: it stays open for the next code. `onCodes` gets codes that have just come into view, nearest to the
 * middle first, with corners in pixels of the video; `onView` gets all codes of each frame, for an outline over the video.
 */
export function startScan(options: {
  video: HTMLVideoElement;
  onCodes: (codes: FoundCode[]) => void;
  onView?: (codes: FoundCode[]) => void;
  onState: (state: CameraState) => void;
  /** For tests. */
  spawn?: () => Decoder;
}): Scan {
  const spawn = options.spawn ?? createDecoder;
  let decoder = takeEarlyDecoder() ?? spawn();
  /** A decoder that stops is replaced once by itself; when that one reads nothing either, a person is told. */
  let isReplaced = false;
  const inView = newcomers();
  let blankFrames = 0;
  let isStopped = false;

  const camera = openCamera({
    video: options.video,
    onState(state) {
      // A camera that comes again looks at something else, as far as anybody knows.
      if (state.kind === "paused") inView.forget();
      options.onState(state);
    },
    async onFrame(video) {
      if (decoder.isBusy) return;
      if (decoder.isStopped) {
        if (isReplaced) return camera.fail("decoder.failed");
        isReplaced = true;
        decoder = spawn();
      }
      const { codes } = await decoder.decode(await grabFrame(video), effortForFrame(blankFrames));
      isReplaced = false;
      if (isStopped) return;
      blankFrames = codes.length > 0 ? 0 : blankFrames + 1;
      options.onView?.(codes);
      const fresh = inView.look(codes, performance.now());
      if (fresh.length > 0) options.onCodes(fresh);
    },
  });

  return {
    setTorch: camera.setTorch,
    setZoom: camera.setZoom,
    choose: camera.choose,
    retry() {
      isReplaced = false;
      camera.retry();
    },
    async readPhoto(photo) {
      if (decoder.isStopped) decoder = spawn();
      return (await decoder.decode(photo, "photo")).codes;
    },
    stop() {
      isStopped = true;
      camera.stop();
      decoder.dispose();
    },
  };
}

/** Tells which codes of each look have just come into view: not seen within `AWAY_MS` and the last `AWAY_LOOKS` looks. */
export function newcomers() {
  const last = new Map<string, { ms: number; look: number }>();
  let count = 0;
  return {
    look<T extends { text: string }>(codes: readonly T[], nowMs: number): T[] {
      count++;
      return codes.filter(({ text }) => {
        const before = last.get(text);
        last.set(text, { ms: nowMs, look: count });
        return !before || (nowMs - before.ms > AWAY_MS && count - before.look > AWAY_LOOKS);
      });
    },
    forget: () => last.clear(),
  };
}
