/** What a camera can be in, in words that a screen can show. */
import type { CameraDevice } from "./camera-choice.ts";

/** `decoder.failed`: there is a picture, and nothing that reads it. */
export type CameraFailure =
  | "camera.unsupported"
  | "camera.insecure"
  | "camera.denied"
  | "camera.absent"
  | "camera.busy"
  | "camera.interrupted"
  | "decoder.failed";

export type ZoomRange = { min: number; max: number; step: number };

export type LiveCamera = {
  kind: "live";
  hasTorch: boolean;
  zoom: ZoomRange | null;
  /** All that may be chosen from, the running one among them. */
  cameras: readonly CameraDevice[];
  /** The running one, where the browser tells. */
  cameraId: string | null;
};

export type CameraState =
  | { kind: "starting" }
  | LiveCamera
  | { kind: "paused" }
  | { kind: "failed"; code: CameraFailure }
  | { kind: "stopped" };

/** Capabilities that the DOM's types leave out. */
type TrackExtras = { torch?: boolean | boolean[]; zoom?: ZoomRange };

/** What a running camera can do. Firefox has no `getCapabilities`; iOS lists no torch before Safari 17.4. */
export function abilitiesOf(track: MediaStreamTrack | undefined): Pick<LiveCamera, "hasTorch" | "zoom" | "cameraId"> {
  const { torch, zoom } = (track?.getCapabilities?.() ?? {}) as TrackExtras;
  const hasTorch = Array.isArray(torch) ? torch.includes(true) : torch === true;
  const range = zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step } : null;
  return { hasTorch, zoom: range, cameraId: track?.getSettings?.().deviceId ?? null };
}

export const nameOf = (cause: unknown): string =>
  cause instanceof Error || cause instanceof DOMException ? cause.name : "";

/** Why `getUserMedia` gave no camera (Media Capture and Streams, section 10.2). */
export function failureOf(cause: unknown): CameraFailure {
  switch (nameOf(cause)) {
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
