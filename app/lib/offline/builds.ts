/** The files of the build before this one, for tabs that are still open with it, and what is kept from its first use on. For the service worker. */
import { cacheNames } from "workbox-core";

/** Files with a hash in their name that no build keeps in advance. */
export const ASSETS = "assets";
const BEFORE = "build-before";
const HASHED = /^\/_build\/assets\//;
/** An open tab is of the build before; one of an older build is offered a reload. */
const KEPT_MS = 45 * 24 * 60 * 60_000;
const MOST_ASSETS = 40;

/** Copies the hashed files of the build that is in use, before the next one takes its place. */
export async function keepBuildBefore(): Promise<void> {
  if (!(await caches.has(cacheNames.precache))) return;
  const current = await caches.open(cacheNames.precache);
  await caches.delete(BEFORE);
  const before = await caches.open(BEFORE);
  for (const request of await current.keys()) {
    if (!HASHED.test(new URL(request.url).pathname)) continue;
    const response = await current.match(request);
    // A disk without room for it leaves old tabs with the offer to reload.
    if (response) await before.put(request, response).catch(() => undefined);
  }
}

export async function answerFromOlderBuilds(request: Request): Promise<Response | undefined> {
  return (await caches.has(BEFORE)) ? (await caches.open(BEFORE)).match(request) : undefined;
}

/**
 * Brings those of this build's files whose earlier edition is in use here: the language and the map are there offline after an update too.
 * Their names are told apart by what stands before the hash.
 */
export async function renewAssets(urls: readonly string[]): Promise<void> {
  const assets = await caches.open(ASSETS);
  const inUse = new Set((await assets.keys()).map(({ url }) => stemOf(url)));
  const wanted = urls.map((url) => new URL(url, self.location.origin).href).filter((url) => inUse.has(stemOf(url)));
  // What cannot be had now is asked for when it is needed.
  await Promise.all(wanted.map(async (url) => (await assets.match(url)) ?? assets.add(url).catch(() => undefined)));
}

const stemOf = (url: string): string => new URL(url).pathname.replace(/-[\w-]{8}(\.\w+)$/, "$1");

/** Drops what was kept from its first use on and is of no build any more, as far as its age and number tell. */
export async function forgetOldAssets(now: number): Promise<void> {
  const assets = await caches.open(ASSETS);
  const found = await Promise.all(
    (await assets.keys()).map(async (request) => {
      const date = (await assets.match(request))?.headers.get("date");
      return { request, at: date ? Date.parse(date) : 0 };
    }),
  );
  const surplus = found
    .toSorted((a, b) => b.at - a.at)
    .filter(({ at }, place) => place >= MOST_ASSETS || now - at > KEPT_MS);
  await Promise.all(surplus.map(({ request }) => assets.delete(request)));
}
