import type { GeoJSONSource, Map as MapLibre, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { MapViewProps } from "./types.ts";

type Corner = [number, number];
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
/** Fingers are wider than pointers: look this many pixels around a press. */
const reach = 12;

/** What a press, a hover and a drag on the map do. */
export function connectPointer(map: MapLibre, props: MapViewProps): void {
  const near = (event: MapMouseEvent | MapTouchEvent, layers: string[]) =>
    map.queryRenderedFeatures(
      [
        [event.point.x - reach, event.point.y - reach],
        [event.point.x + reach, event.point.y + reach],
      ],
      { layers },
    )[0];

  map.on("click", (event) => {
    if (props.draft) {
      if (near(event, ["draft-point"])) return;
      props.draft.onChange([
        ...props.draft.points.map(([lon, lat]): Corner => [lon, lat]),
        [round(event.lngLat.wrap().lng), round(event.lngLat.lat)],
      ]);
      return;
    }
    const machine = near(event, ["focus-mark", "machine"]);
    if (machine) {
      props.onSelect?.(String(machine.properties["humanId"]));
      return;
    }
    const cluster = near(event, ["cluster"]);
    if (cluster?.geometry.type === "Point") {
      const center = cluster.geometry.coordinates as Corner;
      void map
        .getSource<GeoJSONSource>("machines")
        ?.getClusterExpansionZoom(Number(cluster.properties["cluster_id"]))
        .then((zoom) => map.easeTo({ center, zoom: zoom + 0.2 }));
      return;
    }
    const fence = near(event, ["site-point", "fence-fill"]);
    if (fence) props.onSelectFence?.(String(fence.properties["id"]));
    else props.onSelect?.(null);
  });

  let hovered: string | null = null;
  map.on("mousemove", (event) => {
    const layers = ["focus-mark", "machine", "cluster", ...(props.onSelectFence ? ["site-point", "fence-fill"] : [])];
    const found = near(event, props.draft ? ["draft-point"] : layers);
    map.getCanvas().style.cursor = found ? "pointer" : props.draft ? "crosshair" : "";
    const humanId: unknown = found?.properties["humanId"];
    const next = typeof humanId === "string" ? humanId : null;
    if (next !== hovered) props.onHighlight?.(next);
    hovered = next;
  });
  map.on("mouseout", () => {
    if (hovered) props.onHighlight?.(null);
    hovered = null;
  });

  function drag(event: MapMouseEvent | MapTouchEvent) {
    const corner = props.draft && near(event, ["draft-point"]);
    if (!corner) return;
    event.preventDefault();
    const index = Number(corner.properties["index"]);
    const [move, end] =
      event.type === "touchstart" ? (["touchmove", "touchend"] as const) : (["mousemove", "mouseup"] as const);
    const follow = (moved: MapMouseEvent | MapTouchEvent) => {
      const { lng, lat } = moved.lngLat.wrap();
      props.draft?.onChange(
        props.draft.points.map(([lon, old], i): Corner => (i === index ? [round(lng), round(lat)] : [lon, old])),
      );
    };
    map.on(move, follow);
    void map.once(end, () => map.off(move, follow));
  }
  map.on("mousedown", drag);
  map.on("touchstart", drag);
}
