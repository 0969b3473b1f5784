/** The photographs and films of one hand-over: made fit at once, kept with the draft, sent while the person goes on. */
import { createSignal, onCleanup } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { sendLargeNow, waitsForWifi } from "../media/data-saving.ts";
import type { PhotoView } from "../media/photo-picker.tsx";
import { prepareMedia } from "../media/prepare-media.ts";
import { type PhotoPurpose, uploadPhoto } from "../media/upload-photo.ts";
import type { DraftPhoto } from "./draft.ts";

type Progress = { state: PhotoView["state"]; ratio: number; message: string | null };

export function createPhotoQueue(options: {
  photos: () => readonly DraftPhoto[];
  change: (next: (photos: readonly DraftPhoto[]) => DraftPhoto[]) => void;
  purpose: () => PhotoPurpose;
}) {
  const [progress, setProgress] = createSignal<Record<string, Progress>>({});
  const [preparing, setPreparing] = createSignal<readonly { id: string; message: string | null }[]>([]);
  const urls = new Map<string, string>();
  const underWay = new Map<string, Promise<string>>();
  onCleanup(() => urls.forEach((url) => URL.revokeObjectURL(url)));

  const note = (id: string, change: Progress) => setProgress((before) => ({ ...before, [id]: change }));

  /** Sends a photo unless that is under way; resolves to its media id. */
  function upload(photo: DraftPhoto): Promise<string> {
    const running = underWay.get(photo.id);
    if (running) return running;
    note(photo.id, { state: "sending", ratio: 0, message: null });
    const sending = uploadPhoto(photo, options.purpose(), (ratio) =>
      note(photo.id, { state: "sending", ratio, message: null }),
    )
      .then((mediaId) => {
        options.change((photos) => photos.map((each) => (each.id === photo.id ? { ...each, mediaId } : each)));
        note(photo.id, { state: "sent", ratio: 1, message: null });
        return mediaId;
      })
      .catch((error: unknown) => {
        note(photo.id, { state: "failed", ratio: 0, message: errorSentence(error, t) });
        throw error;
      })
      .finally(() => underWay.delete(photo.id));
    underWay.set(photo.id, sending);
    return sending;
  }

  async function add(file: Blob): Promise<void> {
    const id = crypto.randomUUID();
    setPreparing((before) => [...before, { id, message: null }]);
    try {
      const photo: DraftPhoto = { id, ...(await prepareMedia(file)), mediaId: null };
      options.change((photos) => [...photos, photo]);
      setPreparing((before) => before.filter((each) => each.id !== id));
      if (waitsForWifi(photo.blob.size)) note(photo.id, { state: "saving", ratio: 0, message: null });
      // A failure shows beside the photo, and it is tried again with the hand-over.
      else await upload(photo).catch(() => undefined);
    } catch (error) {
      const message = errorSentence(error, t);
      setPreparing((before) => before.map((each) => (each.id === id ? { id, message } : each)));
    }
  }

  function urlOf({ id, blob }: DraftPhoto): string {
    let url = urls.get(id);
    if (!url) urls.set(id, (url = URL.createObjectURL(blob)));
    return url;
  }

  return {
    upload,
    add: (files: readonly Blob[]) => files.forEach((file) => void add(file)),
    /** Sends what waits for Wi-Fi, and does not wait again on this page. */
    sendAnyway: () => {
      sendLargeNow();
      for (const photo of options.photos())
        if (!photo.mediaId && progress()[photo.id]?.state === "saving") void upload(photo).catch(() => undefined);
    },
    remove: (id: string) => {
      setPreparing((before) => before.filter((each) => each.id !== id));
      options.change((photos) => photos.filter((each) => each.id !== id));
    },
    views: (): PhotoView[] => [
      ...options.photos().map((photo): PhotoView => {
        const known = progress()[photo.id];
        const idle = {
          state: photo.mediaId ? ("sent" as const) : ("waiting" as const),
          ratio: 0,
          message: null,
        };
        const isFilm = photo.blob.type.startsWith("video/");
        return {
          id: photo.id,
          isFilm,
          url: urlOf(photo),
          ...(photo.mediaId ? { ...idle, ratio: 1 } : (known ?? idle)),
        };
      }),
      ...preparing().map(({ id, message }): PhotoView => {
        return { id, url: null, state: message ? "failed" : "preparing", ratio: 0, message };
      }),
    ],
  };
}
