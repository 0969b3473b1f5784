/** Photographs shared from another app, on their way to the machine that is scanned or typed next. */
import { createSignal } from "solid-js";
import { forgetShared, readShared } from "~/lib/offline/shared.ts";

const [sharedPhotos, setSharedPhotos] = createSignal<readonly File[]>([]);

/** What waits for a machine. */
export { sharedPhotos };

/** Takes up what the service worker has put down; the photographs wait until a machine is chosen. */
export async function loadShared(): Promise<readonly File[]> {
  const files = await readShared().catch(() => []);
  setSharedPhotos(files);
  return files;
}

/** Hands the photographs over, once. */
export function takeShared(): readonly File[] {
  const files = sharedPhotos();
  dropShared();
  return files;
}

/** Nobody wants them after all. */
export function dropShared(): void {
  setSharedPhotos([]);
  void forgetShared().catch(() => undefined);
}
