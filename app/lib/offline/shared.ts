/** Photographs that another app has shared with this one. The service worker puts them down, the scan screen takes them up. */

/** What may wait for a machine. */
const MOST_FILES = 10;
const MOST_BYTES = 80 * 1024 * 1024;
const CACHE = "shared-photos";
export const SHARE_PATH = "/share";

/**
 * Answers the browser's POST: keeps the photographs beside those that wait already, and leads to the scan screen, which is told how many
 * were left: too many, too large, no pictures, or no room on the device.
 */
export async function receiveShared(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => null);
  const files = (form?.getAll("photos") ?? []).filter((entry) => entry instanceof File);
  const cache = await caches.open(CACHE);
  let [count, room, left] = [(await cache.keys()).length, MOST_BYTES, 0];
  for (const file of files) {
    const fits = file.type.startsWith("image/") && count < MOST_FILES && file.size <= room;
    const answer = new Response(file, { headers: { "content-type": file.type } });
    const isKept =
      fits &&
      (await cache.put(`/shared/${crypto.randomUUID()}`, answer).then(
        () => true,
        () => false,
      ));
    if (isKept) [count, room] = [count + 1, room - file.size];
    else left++;
  }
  return Response.redirect(`/scan?shared=1${left > 0 ? `&left=${left}` : ""}`, 303);
}

/** The photographs that wait for a machine, in the order in which they were shared. */
export async function readShared(): Promise<File[]> {
  const cache = await caches.open(CACHE);
  const found = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
  return Promise.all(
    found.map(async (response, at) => {
      const blob = await response!.blob();
      return new File([blob], `shared-${at + 1}`, { type: blob.type });
    }),
  );
}

export const forgetShared = (): Promise<unknown> => caches.delete(CACHE);
