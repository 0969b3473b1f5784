/** Films of half a minute, without sound: no voices are recorded, and no microphone is asked for. */

export const FILM_SECONDS = 30;
/** Half a minute of this is 15 MB, well below what the server takes. */
const BITS_PER_SECOND = 4_000_000;

/** H.264 in MP4 plays everywhere; what follows is what other browsers can make. */
const TYPES = [
  "video/mp4;codecs=avc1.42E01F",
  "video/webm;codecs=vp9",
  "video/webm;codecs=vp8",
  "video/webm",
  "video/mp4",
];

type Recorder = Pick<typeof MediaRecorder, "isTypeSupported">;

/** What this browser records, or null when it records nothing. */
export const filmType = (recorder: Recorder | undefined = globalThis.MediaRecorder): string | null =>
  TYPES.find((type) => recorder?.isTypeSupported(type)) ?? null;

export type Recording = {
  /** Ends it; `film` then resolves. */
  stop: () => void;
  /** The film, or null when nothing was recorded. A camera that goes away ends it with what there is. */
  film: Promise<File | null>;
};

/** Records what the camera shows; `onLeft` tells the seconds that are left, and at zero it ends by itself. */
export function recordFilm(stream: MediaStream, onLeft: (seconds: number) => void): Recording {
  const type = filmType();
  if (!type) throw new Error("no recorder");
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: BITS_PER_SECOND,
  });
  const pieces: Blob[] = [];
  const film = new Promise<File | null>((resolve) => {
    recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && pieces.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      const plain = type.split(";")[0]!;
      resolve(pieces.length > 0 ? new File(pieces, `film.${plain.slice(6)}`, { type: plain }) : null);
    });
  });
  const stop = () => recorder.state !== "inactive" && recorder.stop();
  const startedMs = performance.now();
  onLeft(FILM_SECONDS);
  const timer = setInterval(() => {
    const left = FILM_SECONDS - (performance.now() - startedMs) / 1000;
    onLeft(Math.max(0, Math.ceil(left)));
    if (left <= 0) stop();
  }, 200);
  // In pieces, so that a phone that is short of memory has them on its disk.
  recorder.start(1_000);
  return { stop, film };
}
