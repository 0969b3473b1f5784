/** Colours and marks of a map that stands; sources and camera are left alone. */
import type { Map as MapLibre } from "maplibre-gl";
import { EQUIPMENT_STATUSES } from "../../../server/domain/assets/schema.ts";
import { drawMark, markImage } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { mapStyle } from "./style.ts";

/** Draws the marks of all states into the map's images. */
export function paintMarks(map: MapLibre, palette: Palette): void {
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

/** Gives every layer the colours of the theme on screen. */
export function repaint(map: MapLibre, palette: Palette): void {
  for (const layer of mapStyle(palette).layers) {
    for (const [key, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, key as never, value as never);
    }
  }
  paintMarks(map, palette);
}
