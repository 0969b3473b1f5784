/** Sites: fences with their names, and far out a point for each. */
import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";
import { closeZoom, font } from "./style-ground.ts";

export const fenceLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: "fence-fill",
    type: "fill",
    source: "fences",
    paint: { "fill-color": palette.accent, "fill-opacity": 0.16 },
  },
  {
    id: "fence-line",
    type: "line",
    source: "fences",
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.ink,
      "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1, 14, 2.5],
      "line-dasharray": [3, 1.5],
    },
  },
  {
    id: "site-point",
    type: "circle",
    source: "fence-names",
    maxzoom: closeZoom + 3,
    paint: {
      "circle-radius": ["case", ["==", ["get", "kind"], "YARD"], 6, 4.5],
      "circle-color": ["case", ["==", ["get", "kind"], "YARD"], palette.ink, palette.accent],
      "circle-stroke-color": ["case", ["==", ["get", "kind"], "YARD"], palette.accent, palette.ink],
      "circle-stroke-width": 2,
    },
  },
];

/** Names stand above the machines' marks. */
export const fenceNameLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: "fence-name",
    type: "symbol",
    source: "fence-names",
    minzoom: closeZoom - 2,
    maxzoom: closeZoom + 3,
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": 13,
      "text-offset": [0, 1.1],
      "text-anchor": "top",
      "text-max-width": 12,
    },
    paint: { "text-color": palette.ink, "text-halo-color": palette.surface, "text-halo-width": 2 },
  },
  {
    id: "fence-top",
    type: "symbol",
    source: "fence-tops",
    minzoom: closeZoom + 3,
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": 13,
      "text-offset": [0, -0.6],
      "text-anchor": "bottom",
      "text-max-width": 20,
    },
    paint: { "text-color": palette.ink, "text-halo-color": palette.surface, "text-halo-width": 2 },
  },
];
