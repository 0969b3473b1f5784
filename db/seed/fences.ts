/** Irregular but simple fences, and places inside and outside them. */
import {
  containsPoint,
  geofenceSchema,
  normaliseGeofence,
  type Geofence,
  type LatLon,
} from "../../server/domain/sites/geofence.ts";
import { distanceToFenceM } from "../../server/domain/sites/distance.ts";
import type { Dice } from "./random.ts";

const METRES_PER_DEGREE = 111_320;
const ATTEMPTS = 50;

/** The place `metres` away from `from` in a direction (radians, counter-clockwise from east), to the millionth of a degree. */
export function placeAt(from: LatLon, direction: number, metres: number): LatLon {
  const lonM = METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180);
  return {
    lat: millionth(from.lat + (metres * Math.sin(direction)) / METRES_PER_DEGREE),
    lon: millionth(from.lon + (metres * Math.cos(direction)) / lonM),
  };
}

/**
 * A fence of 6 to 14 corners about a centre, on request with a hole beside the middle. The mean of its vertices lies inside,
 * with and without the closing one. Throws when chance does not yield one, which the fixed seed excludes.
 */
export function makeFence(chance: Dice, centre: LatLon, radiusM: number, hole: boolean): Geofence {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const coordinates = [ringAround(chance, centre, radiusM, 0.62, chance.int(6, 14))];
    if (hole)
      coordinates.push(
        ringAround(chance, placeAt(centre, chance.between(0, 6), radiusM * 0.36), radiusM * 0.14, 0.8, 6),
      );
    const fence = normaliseGeofence({ type: "Polygon", coordinates });
    const ring = fence.coordinates[0]!;
    if (
      geofenceSchema.safeParse(fence).success &&
      containsPoint(fence, meanOf(ring)) &&
      containsPoint(fence, meanOf(ring.slice(0, -1)))
    )
      return fence;
  }
  throw new Error("no fence could be drawn");
}

/** A place inside the fence, where machines work: within the middle two thirds. */
export function placeInside(chance: Dice, site: { fence: Geofence; centre: LatLon; radiusM: number }): LatLon {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const place = placeAt(
      site.centre,
      chance.between(0, 2 * Math.PI),
      site.radiusM * 0.66 * Math.sqrt(chance.between(0, 1)),
    );
    if (containsPoint(site.fence, place)) return place;
  }
  return meanOf(site.fence.coordinates[0]!.slice(0, -1));
}

/** A place at least `awayM` outside the fence. */
export function placeOutside(
  chance: Dice,
  site: { fence: Geofence; centre: LatLon; radiusM: number },
  awayM: number,
): LatLon {
  const direction = chance.between(0, 2 * Math.PI);
  for (let metres = site.radiusM + awayM; ; metres += 50) {
    const place = placeAt(site.centre, direction, metres);
    if (distanceToFenceM(site.fence, place) >= awayM) return place;
  }
}

/** The mean of positions in degrees; not for rings across the antimeridian. */
export function meanOf(ring: readonly (readonly [number, number])[]): LatLon {
  return {
    lat: ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length,
    lon: ring.reduce((sum, [lon]) => sum + lon, 0) / ring.length,
  };
}

function ringAround(chance: Dice, centre: LatLon, radiusM: number, least: number, corners: number): [number, number][] {
  const turn = chance.between(0, 2 * Math.PI);
  const ring = Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = turn + ((i + chance.between(-0.25, 0.25)) * 2 * Math.PI) / corners;
    const { lat, lon } = placeAt(centre, angle, radiusM * chance.between(least, 1));
    return [lon, lat];
  });
  return [...ring, ring[0]!];
}

function millionth(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
