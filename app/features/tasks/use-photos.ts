/** Photographs that go with one entry: prepared and sent while the person goes on, waited for when the entry is sent. */
import { createSignal } from "solid-js";
import type { PhotoPurpose } from "../media/upload-photo.ts";
import type { DraftPhoto } from "../scan/draft.ts";
import { createPhotoQueue } from "../scan/photo-queue.ts";

export function createPhotos(purpose: PhotoPurpose) {
  const [photos, setPhotos] = createSignal<DraftPhoto[]>([]);
  const queue = createPhotoQueue({
    photos,
    change: (next) => setPhotos((before) => next(before)),
    purpose: () => purpose,
  });
  return {
    views: queue.views,
    add: queue.add,
    remove: queue.remove,
    sendAnyway: queue.sendAnyway,
    /** Media ids of all photos, once each has arrived. Rejects with the first failure. */
    mediaIds: () => Promise.all(photos().map(async (photo) => photo.mediaId ?? (await queue.upload(photo)))),
    /** Those that have arrived, with the picture as it is on this device. */
    arrived: () =>
      queue.views().flatMap(({ id, url }) => {
        const mediaId = photos().find((photo) => photo.id === id)?.mediaId;
        return mediaId && url ? [{ mediaId, url }] : [];
      }),
    clear: () => setPhotos([]),
  };
}
