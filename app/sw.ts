/// <reference lib="webworker" />
/**
 * The service worker: keeps the shell and its assets for offline use. It never activates itself under open tabs: the page asks the person
 * and then sends SKIP_WAITING. Tabs of the version before that stay open find their lazy chunks in the cache of their own build.
 */
import "./lib/zod-without-eval.ts";
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { answerFromOlderBuilds, ASSETS, forgetOldAssets, keepBuildBefore, renewAssets } from "./lib/offline/builds.ts";
import { receiveShared, SHARE_PATH } from "./lib/offline/shared.ts";
import { createEngine, OUTBOX, store } from "./lib/outbox/shared.ts";
import { openLink, showMessage } from "./lib/push/message.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** Paths that the server answers itself: never the shell. */
const serverPaths = [/^\/api(\/|$)/, /^\/dev(\/|$)/, /^\/files(\/|$)/, /^\/healthz$/, /^\/readyz$/, /^\/metrics$/];

/** Kept from their first use on: other languages than English, and the map. */
const onDemand = /_build\/assets\/(map\/|words\/|maplibre-gl-worker)/;
const urlOf = (entry: PrecacheEntry | string) => (typeof entry === "string" ? entry : entry.url);
const manifest = self.__WB_MANIFEST;

// Before the new list takes the place of the old one in the same cache.
self.addEventListener("install", (event) =>
  event.waitUntil(
    Promise.all([keepBuildBefore(), renewAssets(manifest.map(urlOf).filter((url) => onDemand.test(url)))]),
  ),
);
self.addEventListener("activate", (event) => event.waitUntil(forgetOldAssets(Date.now())));
precacheAndRoute(manifest.filter((entry) => !onDemand.test(urlOf(entry))));
cleanupOutdatedCaches();
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: serverPaths }));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_PATH,
  ({ request }) => receiveShared(request),
  "POST",
);

// Chunks of a version before, and the map engine with its basemap from their first use on: their file names carry a hash.
const asked = new CacheFirst({ cacheName: ASSETS });
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_build/assets/"),
  async (options) => (await answerFromOlderBuilds(options.request)) ?? asked.handle(options),
);

self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});

self.addEventListener("push", (event) => event.waitUntil(showMessage(self, event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openLink(self, event.notification.data));
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
