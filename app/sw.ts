/// <reference lib="webworker" />
/**
 * The service worker: keeps the shell and its assets for offline use. It never activates itself under open tabs, whose
 * lazy chunks would disappear: the page asks the person and then sends SKIP_WAITING.
 */
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst, StaleWhileRevalidate } from "workbox-strategies";
import { createEngine, OUTBOX, store } from "./lib/outbox/shared.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** Paths that the server answers itself: never the shell. */
const serverPaths = [/^\/api(\/|$)/, /^\/dev(\/|$)/, /^\/files(\/|$)/, /^\/healthz$/, /^\/readyz$/, /^\/metrics$/];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: serverPaths }));

// The map engine is kept from its first use on; its file names carry a hash.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_build/assets/"),
  new CacheFirst({ cacheName: "assets" }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/basemap/"),
  new StaleWhileRevalidate({ cacheName: "basemap" }),
);

self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});

/** Sends what pages have left, for everybody with something here: the server takes it only from whoever is signed in. */
const engine = createEngine(() => {});
async function sendQueues(): Promise<void> {
  for (const owner of await store.owners()) {
    const end = await engine.flush(owner);
    // A rejected promise makes the browser try again later.
    if (end === "offline" || end === "busy") throw new Error(`the outbox is waiting: ${end}`);
  }
}

self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag === OUTBOX) sync.waitUntil(sendQueues());
});
