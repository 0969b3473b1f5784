/**
 * Brings what an operator needs out of reach of any signal: sites with their fences, machines with their last state, open tasks, rentals,
 * and the world's outlines. Few requests, each bounded, and none where the person saves data.
 */
import type { QueryClient } from "@tanstack/solid-query";
import mapWorker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { everyMachine, fleetPages } from "~/features/assets/assets.queries.ts";
import { dueBy, dueNext, liveAlerts, summary } from "~/features/home/home.queries.ts";
import { rentalsQuery } from "~/features/rentals/rentals.queries.ts";
import { rememberKeys } from "~/features/scan/known-keys.ts";
import { labelKeysQuery } from "~/features/scan/scan.queries.ts";
import { everySite } from "~/features/sites/sites.queries.ts";
import { taskPages } from "~/features/tasks/tasks.queries.ts";
import { loadBasemap } from "../map/basemap.ts";

/** What is younger is not asked for again. */
const FRESH_MS = 10 * 60_000;

const savesData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Asks for what may be asked for, one after the other, behind whatever the screen wants. A failure is left for the next time. */
export async function warmUp(queryClient: QueryClient, can: (procedure: string) => boolean): Promise<void> {
  if (savesData() || !navigator.onLine) return;
  const fresh = { staleTime: FRESH_MS, retry: false };
  const wanted: [procedure: string, ask: () => Promise<unknown>][] = [
    ["sites.list", () => queryClient.prefetchQuery({ ...everySite(), ...fresh })],
    ["assets.labelKeys", () => queryClient.fetchQuery(labelKeysQuery()).then(rememberKeys, () => undefined)],
    ["tasks.list", () => queryClient.prefetchInfiniteQuery({ ...pages(taskPages({ mine: true })), ...fresh })],
    ["tasks.list", () => queryClient.prefetchInfiniteQuery({ ...pages(taskPages({})), ...fresh })],
    [
      "assets.list",
      () => queryClient.prefetchInfiniteQuery({ ...fleetPages({}, { sort: "humanId", direction: "asc" }), ...fresh }),
    ],
    ["assets.list", () => queryClient.prefetchQuery({ ...everyMachine({}), ...fresh })],
    ["rentals.list", () => queryClient.prefetchInfiniteQuery({ ...pages(rentalsQuery("ON_RENT")), ...fresh })],
    ["assets.summary", () => queryClient.prefetchQuery({ ...summary(), ...fresh })],
    ["assets.list", () => queryClient.prefetchQuery({ ...dueNext(6), ...fresh })],
    ["assets.list", () => queryClient.prefetchQuery({ ...dueBy("OVERDUE", 6), ...fresh })],
    ["assets.list", () => queryClient.prefetchQuery({ ...dueBy("DUE_SOON", 6), ...fresh })],
    ["alerts.list", () => queryClient.prefetchQuery({ ...liveAlerts(), ...fresh })],
    ["sites.list", () => fetchMap().catch(() => undefined)],
  ];
  for (const [procedure, ask] of wanted) if (can(procedure) && navigator.onLine) await ask();
}

/** The map engine is in no list of what is kept: whoever has sites gets it here, with the outlines of the world. */
async function fetchMap(): Promise<void> {
  await Promise.all([import("../map/map-canvas.tsx"), fetch(mapWorker), loadBasemap()]);
}

/** The first page is where a list starts. */
const pages = <T extends object>(options: T) =>
  ({ ...options, initialPageParam: null }) as T & { initialPageParam: null };
