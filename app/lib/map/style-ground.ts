/** Sea, land, borders and, close up, the grid. */
import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";

/** Labels are drawn with the page's own fonts. */
export const font = ["system-ui"];

/** Below this zoom countries carry names and sites are points; above it fences have their shape. */
export const closeZoom = 9;

export const groundLayers = (palette: Palette): LayerSpecification[] => [
  { id: "sea", type: "background", paint: { "background-color": palette.sunken } },
  {
    id: "land",
    type: "fill",
    source: "countries",
    paint: { "fill-color": palette.surface, "fill-antialias": true },
  },
  {
    id: "borders",
    type: "line",
    source: "countries",
    paint: {
      "line-color": palette.line,
      "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 6, 1.4],
    },
  },
  {
    id: "grid",
    type: "line",
    source: "grid",
    minzoom: closeZoom - 1,
    paint: { "line-color": palette.line, "line-width": 1 },
  },
  {
    id: "country-names",
    type: "symbol",
    source: "country-names",
    minzoom: 1.5,
    maxzoom: closeZoom,
    filter: [">=", ["get", "rank"], ["step", ["zoom"], 600, 3, 100, 3.5, 30, 4.5, 8, 6, 0]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": 11,
      "text-letter-spacing": 0.06,
      "text-max-width": 7,
    },
    paint: { "text-color": palette.faint, "text-halo-color": palette.surface, "text-halo-width": 1.2 },
  },
];
