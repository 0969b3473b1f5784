/**
 * The map's style as a function of the palette. All sources and layers stand in it from the start, empty, so that a theme
 * change only repaints and data only ever goes through `setData`. No glyphs: labels are drawn with the page's own fonts.
 */
import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";

const empty = (extra: Partial<GeoJSONSourceSpecification> = {}): GeoJSONSourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  ...extra,
});
const font = ["system-ui"];

/** Below this zoom countries carry names and sites are points; above it fences have their shape. */
export const closeZoom = 9;

const ground = (palette: Palette): LayerSpecification[] => [
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

const fences = (palette: Palette): LayerSpecification[] => [
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

const machines = (palette: Palette): LayerSpecification[] => [
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

const marks = (palette: Palette): LayerSpecification[] => [
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
  {
    id: "here-radius",
    type: "fill",
    source: "here-radius",
    paint: { "fill-color": palette.blue, "fill-opacity": 0.18 },
  },
  {
    id: "here",
    type: "circle",
    source: "here",
    paint: {
      "circle-radius": 7,
      "circle-color": palette.blue,
      "circle-stroke-color": palette.surface,
      "circle-stroke-width": 3,
    },
  },
  {
    id: "draft-fill",
    type: "fill",
    source: "draft",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": palette.accent, "fill-opacity": 0.3 },
  },
  {
    id: "draft-line",
    type: "line",
    source: "draft",
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": palette.ink, "line-width": 2.5 },
  },
  {
    id: "draft-point",
    type: "circle",
    source: "draft-points",
    paint: {
      "circle-radius": 8,
      "circle-color": palette.accent,
      "circle-stroke-color": palette.ink,
      "circle-stroke-width": 2.5,
    },
  },
];

/** The whole style. */
export function mapStyle(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: empty({ tolerance: 0.2 }),
      "country-names": empty(),
      grid: empty({ tolerance: 0 }),
      fences: empty({ tolerance: 0.1 }),
      "fence-names": empty(),
      "fence-tops": empty(),
      machines: empty({
        cluster: true,
        clusterRadius: 42,
        clusterMaxZoom: 12,
        clusterProperties: { overdue: ["+", ["case", ["get", "overdue"], 1, 0]] },
      }),
      focus: empty(),
      here: empty(),
      "here-radius": empty(),
      draft: empty(),
      "draft-points": empty(),
    },
    layers: [...ground(palette), ...fences(palette), ...machines(palette), ...marks(palette)],
  };
}
