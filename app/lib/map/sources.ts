/** Keeps the map's sources equal to what the map is given. */
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { createEffect } from "solid-js";
import {
  draftFeatures,
  fenceFeatures,
  fenceNameFeatures,
  fenceTopFeatures,
  focusFeatures,
  hereFeatures,
  machineFeatures,
} from "./features.ts";
import { gridLines } from "./grid.ts";
import { closeZoom } from "./style-ground.ts";
import type { MapViewProps } from "./types.ts";

const contents: Record<string, (given: MapViewProps) => FeatureCollection> = {
  // Under the heat single machines would hide what they make up.
  machines: (given) => machineFeatures(given.heat ? [] : (given.machines ?? [])),
  focus: (given) => focusFeatures(given.machines ?? [], given.selected, given.highlighted),
  fences: (given) => fenceFeatures(given.fences ?? []),
  "fence-names": (given) => fenceNameFeatures(given.fences ?? []),
  "fence-tops": (given) => fenceTopFeatures(given.fences ?? []),
  here: (given) => hereFeatures(given.here).dot,
  "here-radius": (given) => hereFeatures(given.here).radius,
  draft: (given) => draftFeatures(given.draft?.points ?? []).shape,
  "draft-points": (given) => draftFeatures(given.draft?.points ?? []).corners,
};

/** A newer answer of the worker replaces one that failed or came late, so nobody waits for it. */
export function setData(map: MapLibre, source: string, data: FeatureCollection): void {
  void map
    .getSource<GeoJSONSource>(source)
    ?.setData(data)
    ?.catch(() => undefined);
}

/** One effect a source, so that a hover redraws one mark and not the fleet. */
export function createFeeds(map: () => MapLibre | undefined, props: MapViewProps): void {
  for (const [source, content] of Object.entries(contents)) {
    createEffect(() => {
      const [ready, data] = [map(), content(props)];
      if (ready) setData(ready, source, data);
    });
  }
}

/** Draws the grid over what is on screen; far out the countries do its work. */
export function drawGrid(map: MapLibre): void {
  if (map.getZoom() < closeZoom - 1) return;
  const bounds = map.getBounds();
  const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
  setData(map, "grid", gridLines(box, (box.east - box.west) / Math.max(1, map.getContainer().clientWidth)));
}
