/** What the person brings: the phone's own place, and a fence while it is drawn. */
import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";

export const penLayers = (palette: Palette): LayerSpecification[] => [
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
