/**
 * The map itself; only `map-view.tsx` imports it, lazily, because MapLibre weighs more than the rest of the app.
 * Everything on it is also in a list beside it: the canvas is an extra view and never the only way.
 */
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { Map as MapLibre, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { loadBasemap } from "./basemap.ts";
import { boxAround } from "./features.ts";
import { MapControls } from "./map-controls.tsx";
import { MapNotice } from "./map-notice.tsx";
import { connectPointer } from "./map-pointer.ts";
import { paintMarks, repaint } from "./paint.ts";
import { readPalette } from "./palette.ts";
import { createFeeds, drawGrid, setData } from "./sources.ts";
import { mapStyle } from "./style.ts";
import { createThemeEffect } from "./theme-effect.ts";
import type { MapViewProps } from "./types.ts";

setWorkerUrl(workerUrl);

/** Room for names above and below, and for the buttons at the end. */
const fitPadding = { top: 40, bottom: 48, left: 32, right: 72 };

/** Makes the map in its host. Throws where WebGL is missing. */
function makeMap(container: HTMLDivElement, label: string, drawing: boolean, imperial: boolean): MapLibre {
  const map = new MapLibre({
    container,
    style: mapStyle(readPalette()),
    center: [8, 30],
    zoom: 0.8,
    // At 0 a phone is narrower than the world.
    minZoom: -1,
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // A map in a page that scrolls must not swallow the finger that scrolls.
    cooperativeGestures: !drawing,
    locale: {
      "Map.Title": label,
      "CooperativeGesturesHandler.WindowsHelpText": t("map.gesture.ctrl"),
      "CooperativeGesturesHandler.MacHelpText": t("map.gesture.mac"),
      "CooperativeGesturesHandler.MobileHelpText": t("map.gesture.touch"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ unit: imperial ? "imperial" : "metric", maxWidth: 120 }), "bottom-left");
  return map;
}

async function showBasemap(map: MapLibre): Promise<void> {
  const basemap = await loadBasemap();
  // The screen may have been left meanwhile.
  if (!map.style?.getSource("countries")) return;
  setData(map, "countries", basemap.countries);
  setData(map, "country-names", basemap.labels);
}

export function MapCanvas(props: MapViewProps) {
  const session = useSession();
  const [failed, setFailed] = createSignal(false);
  const [host, setHost] = createSignal<HTMLDivElement>();
  const [map, setMap] = createSignal<MapLibre>();
  /** Until what is on the map is drawn. */
  const [busy, setBusy] = createSignal(true);

  /** A fleet is shown by its machines; all sites of a company would always be the whole world. */
  const box = () => {
    const [machines, fences] = [props.machines ?? [], props.fences ?? []];
    return boxAround(machines, machines.length > 0 && fences.length > 1 ? [] : fences, props.draft?.points ?? []);
  };
  function fit(animate: boolean) {
    const around = box();
    const still = !animate || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (around) map()?.fitBounds(around, { padding: fitPadding, maxZoom: 16, duration: still ? 0 : 500 });
  }

  onMount(() => {
    const container = host();
    if (!container) return;
    let made: MapLibre;
    try {
      const imperial = session.me().organization.units === "IMPERIAL";
      made = makeMap(container, props.label, props.draft !== undefined, imperial);
    } catch {
      setFailed(true);
      return;
    }
    onCleanup(() => made.remove());
    made.on("dataloading", () => setBusy(true));
    made.on("idle", () => setBusy(false));
    void made.once("load", () => {
      paintMarks(made, readPalette());
      setMap(made);
      connectPointer(made, props);
      made.on("moveend", () => drawGrid(made));
      drawGrid(made);
      // Without countries the grid, fences and machines still stand in the right places.
      showBasemap(made).catch(() => undefined);
    });
  });

  createThemeEffect(() => {
    const ready = map();
    if (ready) repaint(ready, readPalette());
  });
  createFeeds(map, props);

  let fitted: string | null = null;
  createEffect(() => {
    const key = props.fitKey ?? "";
    if (!map() || !box() || fitted === key) return;
    fit(fitted !== null);
    fitted = key;
  });
  createEffect(
    on(
      () => [map(), props.selected] as const,
      ([ready, selected]) => {
        const machine = props.machines?.find((candidate) => candidate.humanId === selected);
        if (!ready || !machine || ready.getBounds().contains([machine.lon, machine.lat])) return;
        ready.jumpTo({ center: [machine.lon, machine.lat] });
      },
    ),
  );
  createEffect(
    on(
      () => props.here,
      (here) => {
        if (here) map()?.jumpTo({ center: [here.lon, here.lat], zoom: Math.max(map()?.getZoom() ?? 0, 15) });
      },
      { defer: true },
    ),
  );

  let heatLayer: Promise<(points: NonNullable<MapViewProps["heat"]>) => void> | undefined;
  createEffect(() => {
    const ready = map();
    const points = props.heat;
    if (!ready || !points) return;
    heatLayer ??= import("./heat-overlay.ts").then(({ addHeat }) => addHeat(ready));
    void heatLayer.then((show) => show(points)).catch(() => undefined);
  });

  return (
    <Show when={!failed()} fallback={<MapNotice />}>
      <div ref={setHost} aria-busy={busy()} class="map-host h-full w-full" />
      <MapControls onZoom={(by) => map()?.zoomTo((map()?.getZoom() ?? 0) + by)} onFit={() => fit(true)} />
    </Show>
  );
}
