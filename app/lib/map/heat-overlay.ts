/** deck.gl's heat map over the map, a chunk of its own: only headquarters' start page asks for it. */
import { HeatmapLayer } from "@deck.gl/aggregation-layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import type { HeatPoint } from "./types.ts";

/** From pale to hot on a light ground; on the dark one the same ramp glows. */
const colorRange: [number, number, number, number][] = [
  [253, 185, 19, 90],
  [253, 170, 19, 150],
  [245, 140, 20, 190],
  [232, 100, 24, 215],
  [206, 58, 24, 235],
  [151, 25, 15, 250],
];

/** Adds the layer and returns what gives it its points. */
export function addHeat(map: MapLibre): (points: readonly HeatPoint[]) => void {
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [] });
  map.addControl(overlay);
  return (points) =>
    overlay.setProps({
      layers: [
        new HeatmapLayer<HeatPoint>({
          id: "heat",
          data: [...points],
          getPosition: (point) => [point.lon, point.lat],
          getWeight: (point) => point.weight,
          aggregation: "SUM",
          radiusPixels: 38,
          intensity: 1,
          threshold: 0.04,
          colorRange,
        }),
      ],
    });
}
