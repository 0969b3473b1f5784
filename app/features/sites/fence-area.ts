import { centroidOf, type Geofence } from "../../../server/domain/sites/geofence.ts";
import { unwrapRings } from "../../../server/domain/sites/unwrap-rings.ts";

const metresPerDegree = 111_320;

/** The ground inside a fence in square metres, holes taken out; right to a few per mille for anything of a site's size. */
export function fenceArea(fence: Geofence): number {
  const lonMetres = metresPerDegree * Math.cos((centroidOf(fence).lat * Math.PI) / 180);
  const areas = unwrapRings(fence).map((ring) => {
    const [x0, y0] = ring[0]!;
    let sum = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x1, y1] = ring[i]!;
      const [x2, y2] = ring[i + 1]!;
      sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    }
    return (Math.abs(sum) / 2) * lonMetres * metresPerDegree;
  });
  return areas.reduce((total, area, i) => (i === 0 ? area : total - area), 0);
}
