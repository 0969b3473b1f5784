/** Photographs that another app has shared with this one. The service worker puts them down, the scan screen takes them up. */

/** What another app may hand over at once. */
const MOST_FILES = 10;
const MOST_BYTES = 80 * 1024 * 1024;
const CACHE = "shared-photos";
export const SHARE_PATH = "/share";

/** Answers the browser's POST: keeps the photographs, in place of any before, and leads to the scan screen. */
export async function receiveShared(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => null);
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  let room = MOST_BYTES;
  const files = (form?.getAll("photos") ?? []).filter(
    (entry) => entry instanceof File && entry.type.startsWith("image/"),
  );
  for (const [at, file] of (files as File[]).slice(0, MOST_FILES).entries()) {
    room -= file.size;
    if (room < 0) break;
    await cache.put(`/shared/${at}`, new Response(file, { headers: { "content-type": file.type } }));
  }
  return Response.redirect("/scan?shared=1", 303);
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
