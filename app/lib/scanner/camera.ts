/**
 * The rear camera in a video element: acquired, given back while the page is hidden (installed iOS apps lose it then anyway),
 * acquired again when the page comes back or the system ends it.
 */
import { everyFrame } from "./frame-loop.ts";

export type CameraFailure = "camera.unsupported" | "camera.denied" | "camera.absent" | "camera.busy";
export type CameraState =
  | { kind: "starting" }
  | { kind: "live"; hasTorch: boolean; zoom: { min: number; max: number; step: number } | null }
  | { kind: "paused" }
  | { kind: "failed"; code: CameraFailure }
  | { kind: "stopped" };

export type Camera = {
  /** Switches the lamp; resolves to false where that is not possible. */
  setTorch: (on: boolean) => Promise<boolean>;
  /** Sets the zoom within the range of the live state; resolves to false where that is not possible. */
  setZoom: (factor: number) => Promise<boolean>;
  /** Tries again after a failure. */
  retry: () => void;
  /** Ends frames, listeners and camera for good. */
  stop: () => void;
};

type CameraOptions = {
  video: HTMLVideoElement;
  onState: (state: CameraState) => void;
  /** Called for each new frame; the next one waits for its promise. */
  onFrame: (video: HTMLVideoElement) => Promise<void> | void;
  /** Where the camera and the page's visibility come from; the browser's own unless a test says otherwise. */
  browser?: {
    mediaDevices: Pick<MediaDevices, "getUserMedia"> | undefined;
    page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
  };
};

/** Capabilities that the DOM's types leave out. */
type TrackExtras = { torch?: boolean | boolean[]; zoom?: { min: number; max: number; step: number } };

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** Starts the camera at once; how it goes is told by `onState`. */
export function openCamera(options: CameraOptions): Camera {
  const { video, onState } = options;
  const { mediaDevices, page } = options.browser ?? { mediaDevices: navigator.mediaDevices, page: document };
  let stream: MediaStream | null = null;
  let stopFrames: (() => void) | null = null;
  /** Each start and each release counts on, so that a camera that arrives late for an old start is given back. */
  let turn = 0;
  let isStopped = false;

  const track = () => stream?.getVideoTracks()[0];
  const release = () => {
    turn++;
    stopFrames?.();
    stopFrames = null;
    stream?.getTracks().forEach((each) => each.stop());
    stream = null;
    video.srcObject = null;
  };

  const start = async () => {
    release();
    const mine = turn;
    onState({ kind: "starting" });
    if (!mediaDevices) return onState({ kind: "failed", code: "camera.unsupported" });
    try {
      const acquired = await mediaDevices.getUserMedia(CONSTRAINTS);
      if (mine !== turn) return acquired.getTracks().forEach((each) => each.stop());
      stream = acquired;
      // Attributes, because iOS opens its own full-screen player without them.
      video.setAttribute("playsinline", "");
      video.muted = true;
      video.srcObject = acquired;
      track()?.addEventListener("ended", () => mine === turn && void start(), { once: true });
      await video.play();
      if (mine !== turn) return;
      stopFrames = everyFrame(video, () => options.onFrame(video));
      onState({ kind: "live", ...abilities(track()) });
    } catch (cause) {
      if (mine !== turn) return;
      release();
      onState({ kind: "failed", code: failureOf(cause) });
    }
  };

  const onVisibility = () => {
    if (page.hidden) {
      release();
      onState({ kind: "paused" });
    } else if (!stream) void start();
  };

  const apply = async (settings: { torch?: boolean; zoom?: number }) => {
    try {
      const live = track();
      if (!live) return false;
      await live.applyConstraints({ advanced: [settings as MediaTrackConstraintSet] });
      return true;
    } catch {
      return false;
    }
  };

  page.addEventListener("visibilitychange", onVisibility);
  if (page.hidden) onState({ kind: "paused" });
  else void start();

  return {
    setTorch: (on) => apply({ torch: on }),
    setZoom: (factor) => apply({ zoom: factor }),
    retry: () => {
      if (!isStopped && !page.hidden) void start();
    },
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      page.removeEventListener("visibilitychange", onVisibility);
      release();
      onState({ kind: "stopped" });
    },
  };
}

/** Firefox has no `getCapabilities`; iOS lists no torch before Safari 17.4. */
function abilities(track: MediaStreamTrack | undefined) {
  const { torch, zoom } = (track?.getCapabilities?.() ?? {}) as TrackExtras;
  const hasTorch = Array.isArray(torch) ? torch.includes(true) : torch === true;
  const range = zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step } : null;
  return { hasTorch, zoom: range };
}

function failureOf(cause: unknown): CameraFailure {
  switch (cause instanceof Error || cause instanceof DOMException ? cause.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "camera.denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "camera.absent";
    case "TypeError":
    case "NotSupportedError":
      return "camera.unsupported";
    default:
      return "camera.busy";
  }
}
