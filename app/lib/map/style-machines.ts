/** Machines: clusters, single marks, and those in focus. */
import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";
import { font } from "./style-ground.ts";

export const machineLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: "cluster",
    type: "circle",
    source: "machines",
    filter: ["has", "point_count"],
    paint: {
      "circle-color": palette.ink,
      "circle-radius": ["step", ["get", "point_count"], 15, 10, 19, 50, 25, 200, 31],
      "circle-stroke-width": 3,
      "circle-stroke-color": ["case", [">", ["get", "overdue"], 0], palette.danger, palette.surface],
    },
  },
  {
    id: "cluster-count",
    type: "symbol",
    source: "machines",
    filter: ["has", "point_count"],
    layout: {
      "text-field": ["get", "point_count_abbreviated"],
      "text-font": font,
      "text-size": 13,
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": palette.surface },
  },
  {
    id: "machine",
    type: "symbol",
    source: "machines",
    filter: ["!", ["has", "point_count"]],
    layout: {
      "icon-image": ["get", "image"],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 3, 0.7, 12, 0.95],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "text-field": ["step", ["zoom"], "", 13, ["get", "humanId"]],
      "text-font": font,
      "text-size": 11,
      "text-offset": [0, 1.4],
      "text-anchor": "top",
      "text-optional": true,
    },
    paint: { "text-color": palette.ink, "text-halo-color": palette.surface, "text-halo-width": 1.5 },
  },
];

/** The selected and the highlighted machine, out of any cluster. */
export const focusLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: "focus-ring",
    type: "circle",
    source: "focus",
    paint: {
      "circle-radius": ["case", ["get", "selected"], 19, 16],
      "circle-color": palette.accent,
      "circle-opacity": ["case", ["get", "selected"], 0.9, 0.5],
      "circle-stroke-width": 2,
      "circle-stroke-color": palette.ink,
    },
  },
  {
    id: "focus-mark",
    type: "symbol",
    source: "focus",
    layout: {
      "icon-image": ["get", "image"],
      "icon-size": 0.95,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "text-field": ["get", "humanId"],
      "text-font": font,
      "text-size": 13,
      "text-offset": [0, 1.7],
      "text-anchor": "top",
      "text-allow-overlap": true,
    },
    paint: { "text-color": palette.ink, "text-halo-color": palette.surface, "text-halo-width": 2 },
  },
];
