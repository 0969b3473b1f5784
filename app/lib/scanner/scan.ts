import { openCamera, type Camera } from "./camera.ts";
import type { CameraState } from "./camera-state.ts";
import { createDecoder, type Decoder } from "./decoder.ts";
import { grabFrame } from "./grab-frame.ts";
import { effortForFrame, type FoundCode } from "./passes.ts";

/** A code held in view is told once; after it was away for this long it is told again. */
const AWAY_MS = 1500;

export type Scan = Omit<Camera, "stop"> & {
  /** Looks for codes in a photograph (a file that the person chose), with every effort. Rejects when it is no image. */
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
  decoder?: Decoder;
}): Scan {
  const decoder = options.decoder ?? createDecoder();
  const isNew = newcomers();
  let blankFrames = 0;
  let isStopped = false;

  const camera = openCamera({
    video: options.video,
    onState: options.onState,
    async onFrame(video) {
      if (decoder.isBusy) return;
      const { codes } = await decoder.decode(await grabFrame(video), effortForFrame(blankFrames));
      if (isStopped) return;
      blankFrames = codes.length > 0 ? 0 : blankFrames + 1;
      options.onView?.(codes);
      const fresh = codes.filter(({ text }) => isNew(text, performance.now()));
      if (fresh.length > 0) options.onCodes(fresh);
    },
  });

  return {
    setTorch: camera.setTorch,
    setZoom: camera.setZoom,
    choose: camera.choose,
    retry: camera.retry,
    readPhoto: async (photo) => (await decoder.decode(photo, "photo")).codes,
    stop() {
      isStopped = true;
      camera.stop();
      if (!options.decoder) decoder.dispose();
    },
  };
}

/** Tells whether a text has just come into view: not seen within `AWAY_MS` before `nowMs`. */
export function newcomers(): (text: string, nowMs: number) => boolean {
  const lastSeenMs = new Map<string, number>();
  return (text, nowMs) => {
    const before = lastSeenMs.get(text);
    lastSeenMs.set(text, nowMs);
    return before === undefined || nowMs - before > AWAY_MS;
  };
}
