/** How often to look where the browser does not announce frames. */
const POLL_MS = 50;

/**
 * Calls `visit` for each new frame of a playing video, one at a time: frames that arrive during a visit are skipped. Uses
 * requestVideoFrameCallback, or a timer and the video's clock where that is missing. A visit that fails does not end the
 * loop. Returns the function that does.
 */
export function everyFrame(video: HTMLVideoElement, visit: () => Promise<void> | void): () => void {
  let isOver = false;
  let cancel = () => {};
  let lastTime = -1;

  const next = () => {
    if (isOver) return;
    if (typeof video.requestVideoFrameCallback === "function") {
      const handle = video.requestVideoFrameCallback(() => void look());
      cancel = () => video.cancelVideoFrameCallback(handle);
    } else {
      const handle = setTimeout(() => void look(), POLL_MS);
      cancel = () => clearTimeout(handle);
    }
  };

  const look = async () => {
    const isNew = video.currentTime !== lastTime && video.videoWidth > 0;
    lastTime = video.currentTime;
    try {
      if (isNew && !isOver) await visit();
    } catch {
      // The frame is lost, the next one is a new chance.
    }
    next();
  };

  next();
  return () => {
    isOver = true;
    cancel();
  };
}
