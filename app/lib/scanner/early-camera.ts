/**
 * The camera before the app: on a cold start of the scan screen it is asked for while the rest is still on its way, shown in the app's
 * place, and handed to the screen's own camera, which goes on with the same stream and the same decoder.
 */
import { constraintsFor, rememberedCamera } from "./camera-choice.ts";
import { createDecoder, type Decoder } from "./decoder.ts";

/** An app that has not taken the camera by then shows something else. */
const UNCLAIMED_MS = 30_000;

let asked: { cameraId: string | null; stream: Promise<MediaStream> } | null = null;
let decoder: Decoder | null = null;
let shown: HTMLVideoElement | null = null;

/** Asks for the camera and starts the decoder. Where there is no camera to ask for, nothing happens: the screen tells why. */
export function startEarlyCamera(preview: HTMLVideoElement): void {
  if (!navigator.mediaDevices || document.hidden) return;
  const cameraId = rememberedCamera();
  const stream = navigator.mediaDevices.getUserMedia(constraintsFor("scan", cameraId));
  asked = { cameraId, stream };
  shown = preview;
  decoder = createDecoder();
  void show(stream, preview);
  document.addEventListener("visibilitychange", dropEarlyCamera, { once: true });
  setTimeout(dropEarlyCamera, UNCLAIMED_MS);
}

async function show(stream: Promise<MediaStream>, preview: HTMLVideoElement): Promise<void> {
  try {
    const live = await stream;
    preview.muted = true;
    preview.playsInline = true;
    preview.srcObject = live;
    await preview.play();
  } catch {
    // The screen's camera waits for the same promise, and tells why.
  }
}

/** The stream that was asked for from this camera, once; null where none was. The caller ends it. */
export function takeEarlyStream(cameraId: string | null): Promise<MediaStream> | null {
  if (asked?.cameraId !== cameraId) return null;
  const { stream } = asked;
  asked = null;
  return stream;
}

/** The decoder that was started, once; null where none was. The caller disposes of it. */
export function takeEarlyDecoder(): Decoder | null {
  const started = decoder;
  decoder = null;
  return started;
}

/** Gives back what nobody has taken. */
export function dropEarlyCamera(): void {
  document.removeEventListener("visibilitychange", dropEarlyCamera);
  void asked?.stream.then((live) => live.getTracks().forEach((track) => track.stop())).catch(() => undefined);
  asked = null;
  takeEarlyDecoder()?.dispose();
  shown?.remove();
  shown = null;
}
