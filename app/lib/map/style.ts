/**
 * The map's style as a function of the palette. All sources and layers stand in it from the start, empty, so that a theme
 * change only repaints and data only ever goes through `setData`. No glyphs: labels are drawn with the page's own fonts.
 */
import type { GeoJSONSourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";
import { fenceLayers, fenceNameLayers } from "./style-fences.ts";
import { groundLayers } from "./style-ground.ts";
import { focusLayers, machineLayers } from "./style-machines.ts";
import { penLayers } from "./style-pen.ts";

const empty = (extra: Partial<GeoJSONSourceSpecification> = {}): GeoJSONSourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  ...extra,
});
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
    layers: [groundLayers, fenceLayers, machineLayers, fenceNameLayers, focusLayers, penLayers].flatMap((layers) =>
      layers(palette),
    ),
  };
}
