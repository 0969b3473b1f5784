/**
 * The map itself; only `map-view.tsx` imports it, lazily, because MapLibre weighs more than the rest of the app.
 * Everything on it is also in a list beside it: the canvas is an extra view and never the only way.
 */
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { type GeoJSONSource, Map as MapLibre, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { FeatureCollection } from "geojson";
import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { EQUIPMENT_STATUSES } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { loadBasemap } from "./basemap.ts";
import { connectPointer } from "./map-pointer.ts";
import { boxAround, draftFeatures, fenceFeatures, fenceNameFeatures, fenceTopFeatures, focusFeatures, hereFeatures, machineFeatures } from "./features.ts";
import { gridLines } from "./grid.ts";
import { MapControls } from "./map-controls.tsx";
import { MapNotice } from "./map-notice.tsx";
import { drawMark, markImage } from "./marks.ts";
import { type Palette, readPalette } from "./palette.ts";
import { closeZoom, mapStyle } from "./style.ts";
import { watchTheme } from "./watch-theme.ts";
import type { MapViewProps } from "./types.ts";

setWorkerUrl(workerUrl);

function paintMarks(map: MapLibre, palette: Palette): void {
  const ratio = Math.min(3, Math.max(1, Math.ceil(window.devicePixelRatio)));
  for (const status of EQUIPMENT_STATUSES) {
    for (const overdue of [false, true]) {
      const name = markImage(status, overdue);
      const image = drawMark(status, overdue, palette, ratio);
      if (map.hasImage(name)) map.updateImage(name, image);
      else map.addImage(name, image, { pixelRatio: ratio });
    }
  }
}

/** Gives every layer the colours of the theme on screen; sources and camera stay. */
function repaint(map: MapLibre, palette: Palette): void {
  for (const layer of mapStyle(palette).layers) {
    for (const [key, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, key as never, value as never);
  }
  paintMarks(map, palette);
}

/** A newer answer of the worker replaces one that failed or came late, so nobody waits for it. */
function setData(map: MapLibre, source: string, data: FeatureCollection): void {
  void map.getSource<GeoJSONSource>(source)?.setData(data)?.catch(() => undefined);
}

function drawGrid(map: MapLibre): void {
  if (map.getZoom() < closeZoom - 1) return;
  const bounds = map.getBounds();
  const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
  const lines = gridLines(box, (box.east - box.west) / Math.max(1, map.getContainer().clientWidth));
  setData(map, "grid", lines);
}

export function MapCanvas(props: MapViewProps) {
  const session = useSession();
  const [failed, setFailed] = createSignal(false);
  const [map, setMap] = createSignal<MapLibre>();
  let host!: HTMLDivElement;

  /** A fleet is shown by its machines; all sites of a company would always be the whole world. */
  const box = () => {
    const [machines, fences] = [props.machines ?? [], props.fences ?? []];
    return boxAround(machines, machines.length > 0 && fences.length > 1 ? [] : fences, props.draft?.points ?? []);
  };
  function fit(animate: boolean) {
    const around = box();
    const still = !animate || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (around) map()?.fitBounds(around, { padding: 48, maxZoom: 16, duration: still ? 0 : 500 });
  }

  onMount(() => {
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: host,
        style: mapStyle(readPalette()),
        center: [8, 30],
        zoom: 0.8,
        minZoom: 0,
        maxZoom: 19,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        // A map in a page that scrolls must not swallow the finger that scrolls.
        cooperativeGestures: !props.draft,
        locale: {
          "Map.Title": props.label,
          "CooperativeGesturesHandler.WindowsHelpText": t("map.gesture.ctrl"),
          "CooperativeGesturesHandler.MacHelpText": t("map.gesture.mac"),
          "CooperativeGesturesHandler.MobileHelpText": t("map.gesture.touch"),
        },
      });
    } catch {
      setFailed(true);
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    const unit = session.me().organization.units === "IMPERIAL" ? "imperial" : "metric";
    made.addControl(new ScaleControl({ unit, maxWidth: 120 }), "bottom-left");
    onCleanup(() => made.remove());
    void made.once("load", () => {
      paintMarks(made, readPalette());
      setMap(made);
      connectPointer(made, props);
      made.on("moveend", () => drawGrid(made));
      drawGrid(made);
      loadBasemap().then(
        (basemap) => {
          if (!made.getSource("countries")) return;
          setData(made, "countries", basemap.countries);
          setData(made, "country-names", basemap.labels);
        },
        // Without countries the grid, fences and machines still stand in the right places.
        () => undefined,
      );
    });
  });

  watchTheme(() => {
    const ready = map();
    if (ready) repaint(ready, readPalette());
  });

  const feed = (source: string, data: () => FeatureCollection) =>
    createEffect(() => {
      const next = data();
      const ready = map();
      if (ready) setData(ready, source, next);
    });
  feed("machines", () => machineFeatures(props.heat ? [] : (props.machines ?? [])));
  feed("focus", () => focusFeatures(props.machines ?? [], props.selected, props.highlighted));
  feed("fences", () => fenceFeatures(props.fences ?? []));
  feed("fence-names", () => fenceNameFeatures(props.fences ?? []));
  feed("fence-tops", () => fenceTopFeatures(props.fences ?? []));
  feed("here", () => hereFeatures(props.here).dot);
  feed("here-radius", () => hereFeatures(props.here).radius);
  feed("draft", () => draftFeatures(props.draft?.points ?? []).shape);
  feed("draft-points", () => draftFeatures(props.draft?.points ?? []).corners);

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
      <div ref={host} class="map-host h-full w-full" />
      <MapControls onZoom={(by) => map()?.zoomTo((map()?.getZoom() ?? 0) + by)} onFit={() => fit(true)} />
    </Show>
  );
}
