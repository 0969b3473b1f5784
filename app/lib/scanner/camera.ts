/**
 * A camera in a video element: acquired, given back while the page is hidden (installed iOS apps lose it then anyway), acquired
 * again when the page comes back, when the system ends it, or when it stays dark. It never comes back by itself for ever: one that
 * ends again and again is told as interrupted and waits for a press.
 */
import { constraintsFor, listCameras, rememberCamera, rememberedCamera } from "./camera-choice.ts";
import { abilitiesOf, type CameraFailure, type CameraState, failureOf, nameOf } from "./camera-state.ts";
import { takeEarlyStream } from "./early-camera.ts";
import { everyFrame } from "./frame-loop.ts";

export type Camera = {
  /** Switches the lamp; resolves to false where that is not possible. */
  setTorch: (on: boolean) => Promise<boolean>;
  /** Sets the zoom within the range of the live state; resolves to false where that is not possible. */
  setZoom: (factor: number) => Promise<boolean>;
  /** Goes over to another camera of the live state, and stays with it on this device. */
  choose: (cameraId: string) => void;
  /** Gives the camera back and tells why; `retry` starts it again. */
  fail: (code: CameraFailure) => void;
  /** Tries again after a failure. */
  retry: () => void;
  /** Ends frames, listeners and camera for good. */
  stop: () => void;
};

type CameraOptions = {
  video: HTMLVideoElement;
  use?: "scan" | "picture";
  onState: (state: CameraState) => void;
  /** Called for each new frame; the next one waits for its promise. */
  onFrame?: (video: HTMLVideoElement) => Promise<void> | void;
  /** Where the camera and the page's visibility come from; the browser's own unless a test says otherwise. */
  browser?: {
    mediaDevices: (Partial<Pick<MediaDevices, "enumerateDevices">> & Pick<MediaDevices, "getUserMedia">) | undefined;
    page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
    isSecure?: boolean;
  };
  /** How long a camera may deliver nothing before it is acquired anew. */
  darkForMs?: number;
};

/** Ends so soon after the start that another start would only end again. */
const SHORT_LIFE_MS = 3_000;
const MOST_SHORT_LIVES = 3;

/** Starts the camera at once; how it goes is told by `onState`. */
export function openCamera(options: CameraOptions): Camera {
  const { video, onState, use = "scan", darkForMs = 2_000 } = options;
  const { mediaDevices, page, isSecure } = options.browser ?? {
    mediaDevices: navigator.mediaDevices,
    page: document,
    isSecure: window.isSecureContext,
  };
  let stream: MediaStream | null = null;
  let stopFrames: (() => void) | null = null;
  let dark: ReturnType<typeof setTimeout> | undefined;
  /** Lamp and zoom together: a track forgets every wish that is not among the latest. */
  let wishes: { torch?: boolean; zoom?: number } = {};
  let chosen = rememberedCamera();
  let shortLives = 0;
  /** Each start and each release counts on, so that a camera that arrives late for an old start is given back. */
  let turn = 0;
  let isStopped = false;

  const track = () => stream?.getVideoTracks()[0];
  const release = () => {
    turn++;
    clearTimeout(dark);
    stopFrames?.();
    stopFrames = null;
    stream?.getTracks().forEach((each) => each.stop());
    stream = null;
    wishes = {};
    video.srcObject = null;
  };
  const fail = (code: CameraFailure) => {
    release();
    onState({ kind: "failed", code });
  };

  const acquire = async (devices: Pick<MediaDevices, "getUserMedia">): Promise<MediaStream> => {
    try {
      const early = options.browser || use !== "scan" ? null : takeEarlyStream(chosen);
      return await (early ?? devices.getUserMedia(constraintsFor(use, chosen)));
    } catch (cause) {
      // The chosen one is gone, unplugged or renamed by the browser: any other will do.
      if (chosen === null || !["OverconstrainedError", "NotFoundError"].includes(nameOf(cause))) throw cause;
      chosen = null;
      return devices.getUserMedia(constraintsFor(use, null));
    }
  };

  /** The system took the camera away: after a call, a lock, or another app. */
  const watch = (live: MediaStreamTrack, mine: number) => {
    const startedMs = performance.now();
    const again = () => {
      if (mine !== turn) return;
      shortLives = performance.now() - startedMs < SHORT_LIFE_MS ? shortLives + 1 : 0;
      if (shortLives >= MOST_SHORT_LIVES) fail("camera.interrupted");
      else void start();
    };
    live.addEventListener("ended", again, { once: true });
    live.addEventListener("mute", () => (dark = setTimeout(again, darkForMs)));
    live.addEventListener("unmute", () => clearTimeout(dark));
  };

  const start = async () => {
    release();
    const mine = turn;
    onState({ kind: "starting" });
    if (!mediaDevices)
      return onState({ kind: "failed", code: isSecure === false ? "camera.insecure" : "camera.unsupported" });
    try {
      const acquired = await acquire(mediaDevices);
      if (mine !== turn) return acquired.getTracks().forEach((each) => each.stop());
      stream = acquired;
      // Attributes, because iOS opens its own full-screen player without them.
      video.setAttribute("playsinline", "");
      video.muted = true;
      video.srcObject = acquired;
      const live = track();
      if (live) watch(live, mine);
    } catch (cause) {
      if (mine === turn) fail(failureOf(cause));
      return;
    }
    try {
      await video.play();
      const cameras = await listCameras(mediaDevices);
      if (mine !== turn) return;
      const { onFrame } = options;
      if (onFrame) stopFrames = everyFrame(video, () => onFrame(video));
      onState({ kind: "live", cameras, ...abilitiesOf(track()) });
    } catch {
      // A phone that saves power plays nothing before a press.
      if (mine === turn) fail("camera.interrupted");
    }
  };

  const onVisibility = () => {
    if (page.hidden) {
      release();
      onState({ kind: "paused" });
    } else if (!stream) void start();
  };

  const apply = async (change: typeof wishes) => {
    const live = track();
    if (!live) return false;
    const next = { ...wishes, ...change };
    const advanced = Object.entries(next).map(([name, value]) => ({ [name]: value }));
    try {
      await live.applyConstraints({ advanced });
      if (live === track()) wishes = next;
      return true;
    } catch {
      return false;
    }
  };

  page.addEventListener("visibilitychange", onVisibility);
  if (page.hidden) onState({ kind: "paused" });
  else void start();

  const restart = () => {
    shortLives = 0;
    if (!isStopped && !page.hidden) void start();
  };
  return {
    setTorch: (torch) => apply({ torch }),
    setZoom: (zoom) => apply({ zoom }),
    choose(cameraId) {
      chosen = cameraId;
      rememberCamera(cameraId);
      restart();
    },
    fail,
    retry: restart,
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      page.removeEventListener("visibilitychange", onVisibility);
      release();
      onState({ kind: "stopped" });
    },
  };
}
