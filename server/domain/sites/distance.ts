import { ringsContain, type Geofence, type LatLon } from "./geofence.ts";
import { unwrapRings } from "./unwrap-rings.ts";

/** WGS 84: equatorial radius in metres and first eccentricity squared. */
const EQUATOR_RADIUS_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_379_990_14;
/** Mean radius of the earth (IUGG). */
const MEAN_RADIUS_M = 6_371_008.8;
/** Up to here the ellipsoid's local scale is the better measure, beyond it the great circle. */
const LOCAL_LIMIT_M = 200_000;

const RADIANS = Math.PI / 180;

/**
 * Metres between two places: by the ellipsoid's scale at their middle latitude up to 200 km (error below 0.1 % to latitude
 * 80, a few centimetres over 1 km), by the great circle on a sphere beyond (error up to 0.6 %).
 */
export function distanceBetweenM(a: LatLon, b: LatLon): number {
  const lonStep = Math.abs(a.lon - b.lon) % 360;
  const lonGap = lonStep > 180 ? 360 - lonStep : lonStep;
  const scale = scaleAt((a.lat + b.lat) / 2);
  const localM = Math.hypot(lonGap * scale.lonM, (a.lat - b.lat) * scale.latM);
  return localM <= LOCAL_LIMIT_M ? localM : greatCircleM(a.lat, b.lat, lonGap);
}

/**
 * Metres from the point to the fence, 0 inside and on the boundary. Each edge's nearest place is found on the plane scaled for
 * the point's latitude and measured by `distanceBetweenM`. Up to latitude 75 it is within 0.1 m of the
 * ellipsoid (edges straight on the lon/lat plane) for a fence less than 1 km away and within 0.01 % to 20 km; farther away, and
 * near the poles, it ranks and describes rather than measures.
 */
export function distanceToFenceM(fence: Geofence, point: LatLon): number {
  const rings = unwrapRings(fence);
  if (ringsContain(rings, point)) return 0;
  const scale = scaleAt(point.lat);
  let nearestM = Number.POSITIVE_INFINITY;
  for (const turn of [0, 360, -360]) {
    const lon = point.lon + turn;
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x1, y1] = [(ring[i]![0] - lon) * scale.lonM, (ring[i]![1] - point.lat) * scale.latM];
        const [dx, dy] = [(ring[i + 1]![0] - lon) * scale.lonM - x1, (ring[i + 1]![1] - point.lat) * scale.latM - y1];
        const lengthSquared = dx * dx + dy * dy;
        const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / lengthSquared));
        const nearest = {
          lon: ring[i]![0] + along * (ring[i + 1]![0] - ring[i]![0]),
          lat: ring[i]![1] + along * (ring[i + 1]![1] - ring[i]![1]),
        };
        nearestM = Math.min(nearestM, distanceBetweenM({ lon, lat: point.lat }, nearest));
      }
    }
  }
  return nearestM;
}

/** Area of the fence in square metres, by the scale at its middle latitude; good enough to tell small from large. */
export function areaOfFenceM2(fence: Geofence): number {
  const rings = unwrapRings(fence);
  const [originLon, originLat] = rings[0]![0]!;
  const lats = rings[0]!.map(([, lat]) => lat);
  const scale = scaleAt((Math.min(...lats) + Math.max(...lats)) / 2);
  const areas = rings.map((ring) => {
    let twice = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x1, y1] = [ring[i]![0] - originLon, ring[i]![1] - originLat];
      const [x2, y2] = [ring[i + 1]![0] - originLon, ring[i + 1]![1] - originLat];
      twice += x1 * y2 - x2 * y1;
    }
    return (Math.abs(twice) / 2) * scale.lonM * scale.latM;
  });
  return areas.slice(1).reduce((rest, hole) => rest - hole, areas[0]!);
}

/** Metres per degree of longitude and of latitude on the WGS 84 ellipsoid. */
function scaleAt(lat: number): { lonM: number; latM: number } {
  const sine = Math.sin(lat * RADIANS);
  const flat = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const primeVerticalM = EQUATOR_RADIUS_M / Math.sqrt(flat);
  const meridianM = (primeVerticalM * (1 - ECCENTRICITY_SQUARED)) / flat;
  return { lonM: primeVerticalM * Math.cos(lat * RADIANS) * RADIANS, latM: meridianM * RADIANS };
}

/** Haversine formula. */
function greatCircleM(latA: number, latB: number, lonGap: number): number {
  const latHalf = Math.sin(((latA - latB) / 2) * RADIANS);
  const lonHalf = Math.sin((lonGap / 2) * RADIANS);
  const chord = latHalf * latHalf + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * lonHalf * lonHalf;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}
