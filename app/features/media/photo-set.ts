/** The photographs and films of one entry: made fit at once and kept here; the outbox brings them to the server with the entry. */
import { createSignal, onCleanup } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { media, type NewFile } from "~/lib/outbox/entry.ts";
import type { PhotoPurpose } from "./photo-purpose.ts";
import { sendLargeNow, waitsForWifi } from "./data-saving.ts";
import type { PhotoView } from "./photo-picker.tsx";
import { prepareMedia } from "./prepare-media.ts";
import type { PreparedPhoto } from "./prepare-photo.ts";

export type KeptPhoto = PreparedPhoto & { id: string };

/** `kept` where somebody else holds the photographs, such as a draft; without it they live as long as the component. */
export function createPhotoSet(
  purpose: PhotoPurpose | (() => PhotoPurpose),
  kept?: {
    photos: () => readonly KeptPhoto[];
    change: (next: (photos: readonly KeptPhoto[]) => KeptPhoto[]) => void;
  },
) {
  const [own, setOwn] = createSignal<readonly KeptPhoto[]>([]);
  const photos = kept?.photos ?? own;
  const change = kept?.change ?? ((next) => setOwn((before) => next(before)));
  const [preparing, setPreparing] = createSignal<readonly { id: string; message: string | null }[]>([]);
  const [allowed, setAllowed] = createSignal(false);
  const urls = new Map<string, string>();
  onCleanup(() => urls.forEach((url) => URL.revokeObjectURL(url)));

  const underWay = new Set<Promise<void>>();
  async function add(file: Blob): Promise<void> {
    const id = crypto.randomUUID();
    setPreparing((before) => [...before, { id, message: null }]);
    try {
      const photo = { id, ...(await prepareMedia(file)) };
      change((before) => [...before, photo]);
      setPreparing((before) => before.filter((each) => each.id !== id));
    } catch (error) {
      const message = errorSentence(error, t);
      setPreparing((before) => before.map((each) => (each.id === id ? { id, message } : each)));
    }
  }

  function urlOf({ id, blob }: KeptPhoto): string {
    let url = urls.get(id);
    if (!url) urls.set(id, (url = URL.createObjectURL(blob)));
    return url;
  }

  return {
    add: (files: readonly Blob[]) =>
      files.forEach((file) => {
        const adding = add(file).finally(() => underWay.delete(adding));
        underWay.add(adding);
      }),
    remove: (id: string) => {
      setPreparing((before) => before.filter((each) => each.id !== id));
      change((before) => before.filter((each) => each.id !== id));
    },
    clear: () => change(() => []),
    /** Sends what waits for Wi-Fi, and does not wait again on this page. */
    sendAnyway: () => {
      sendLargeNow();
      setAllowed(true);
    },
    /** True while a chosen file is not fit to be kept yet. */
    isPreparing: () => preparing().some(({ message }) => message === null),
    /** Resolves when every chosen file is fit to be kept: before that it would be left behind. */
    settled: () => Promise.all(underWay).then(() => undefined),
    /** What stands in the input where the files' ids belong. */
    placeholders: (): string[] => photos().map(({ id }) => media(id)),
    /** What `submit` takes beside the entry. */
    files: (): NewFile[] =>
      photos().map(({ id, blob, sha256 }) => ({
        id,
        blob,
        sha256,
        purpose: typeof purpose === "function" ? purpose() : purpose,
        mediaId: null,
      })),
    /** For `PhotoPicker`. */
    views: (): PhotoView[] => [
      ...photos().map((photo): PhotoView => {
        const isFilm = photo.blob.type.startsWith("video/");
        const state = !allowed() && waitsForWifi(photo.blob.size) ? "saving" : "waiting";
        return { id: photo.id, isFilm, url: urlOf(photo), state, message: null };
      }),
      ...preparing().map(({ id, message }): PhotoView => {
        return { id, url: null, state: message ? "failed" : "preparing", message };
      }),
    ],
  };
}
