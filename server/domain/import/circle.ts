/** A fence around a point, for lists that know a place and no outline. */
import type { Geofence } from "../sites/geofence.ts";

const CORNERS = 32;
/** Mean radius of the Earth (IUGG), in metres. */
const EARTH_M = 6_371_008.8;
/** A seventh digit is a centimetre: enough for a fence, and the same text for the same place each time. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/**
 * A regular polygon of 32 corners at `radiusM` metres from the point, counter-clockwise, by the spherical direct formula. Null
 * where the circle holds a pole, which no fence can.
 */
export function circleFence(at: { lat: number; lon: number }, radiusM: number): Geofence | null {
  const angle = radiusM / EARTH_M;
  const [lat, lon] = [radians(at.lat), radians(at.lon)];
  if (Math.abs(lat) + angle >= Math.PI / 2) return null;
  const ring = Array.from({ length: CORNERS }, (_, i): [number, number] => {
    const bearing = (-2 * Math.PI * i) / CORNERS;
    const cornerLat = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing));
    const cornerLon =
      lon +
      Math.atan2(
        Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
        Math.cos(angle) - Math.sin(lat) * Math.sin(cornerLat),
      );
    return [rounded(wrapped(degrees(cornerLon))), rounded(degrees(cornerLat))];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0]!]] };
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (radians: number) => (radians * 180) / Math.PI;
/** Longitudes of −180 to 180. */
const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
