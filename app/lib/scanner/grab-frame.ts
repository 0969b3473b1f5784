/**
 * The picture that a playing video shows now, to be handed to the worker. A VideoFrame is a reference to what the camera has
 * delivered: nothing is copied on the page's thread, the worker scales it down while it draws. Browsers without it copy once.
 */
export function grabFrame(video: HTMLVideoElement): Promise<ImageBitmap> | VideoFrame {
  if (typeof VideoFrame === "undefined") return createImageBitmap(video);
  try {
    return new VideoFrame(video);
  } catch {
    return createImageBitmap(video);
  }
}
