/**
 * The fence of a site: a GeoJSON Polygon (RFC 7946) on the lon/lat plane, judged alike in the browser and by PostGIS.
 * Edges are straight on that plane. A step of more than 180 degrees of longitude means "across the antimeridian".
 */
import { z } from "zod";
import type { LonLat } from "./orient2d.ts";
import { findInvalidity, windingOf, type Invalidity } from "./polygon-validity.ts";
import { closesOnPlane, unwrapRings } from "./unwrap-rings.ts";

/** Most vertices over all rings, the closing repetitions not counted. */
export const MAX_FENCE_VERTICES = 500;

const lonLatSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const COMPLAINTS: Record<Invalidity, string> = {
  self_crossing: "The fence crosses or touches itself, or encloses nothing.",
  rings_touch: "The outline and the holes of a fence must not touch each other.",
  hole_outside: "A hole lies outside the fence.",
  holes_overlap: "One hole lies inside another.",
};

/**
 * `{ type: "Polygon", coordinates: [[ [lon, lat], … ], …] }` in degrees: closed rings of at least 4 positions, the outline
 * first and then its holes, at most `MAX_FENCE_VERTICES` vertices, without crossings. Either winding is accepted
 * (`normaliseGeofence` sets it). A ring around a pole and a ring with two coordinates 180 degrees apart or more in one
 * step the long way round cannot be expressed.
 */
export const geofenceSchema = z
  .object({
    type: z.literal("Polygon"),
    coordinates: z.array(z.array(lonLatSchema).min(4)).min(1),
  })
  .superRefine((fence, ctx) => {
    // Zod refines after a failed length check too; that failure is reported already.
    if (fence.coordinates.length === 0 || fence.coordinates.some((ring) => ring.length < 4)) return;
    const complaint = complaintAbout(fence);
    if (!complaint) return;
    const { message, ring } = complaint;
    ctx.addIssue({ code: "custom", message, path: ring === undefined ? ["coordinates"] : ["coordinates", ring] });
  });

/** A polygon that `geofenceSchema` has accepted. */
export type Geofence = z.infer<typeof geofenceSchema>;

/** What is wrong with a fence of rings with at least 4 positions each, and with which ring; null where nothing is. */
export function complaintAbout(fence: Geofence): { message: string; ring?: number } | null {
  const vertices = fence.coordinates.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (vertices > MAX_FENCE_VERTICES) return { message: `A fence has at most ${MAX_FENCE_VERTICES} vertices.` };
  const open = fence.coordinates.findIndex((ring) => !samePlace(ring[0]!, ring.at(-1)!));
  if (open >= 0) return { message: "A ring must end where it starts.", ring: open };
  const polar = fence.coordinates.findIndex((ring) => !closesOnPlane(ring));
  if (polar >= 0) return { message: "A fence must not run around a pole.", ring: polar };
  const invalidity = findInvalidity(unwrapRings(fence).map(withoutRepeats));
  return invalidity ? { message: COMPLAINTS[invalidity] } : null;
}

/** A place in degrees. */
export type LatLon = { lat: number; lon: number };

/**
 * The same fence in the form that is stored: equal neighbours dropped, outline counter-clockwise and holes clockwise (RFC 7946,
 * 3.1.6). Coordinates are kept as they are; normalising twice changes nothing.
 */
export function normaliseGeofence(fence: Geofence): Geofence {
  const plane = unwrapRings(fence);
  const coordinates = fence.coordinates.map((ring, i) => {
    const isOutline = i === 0;
    const winding = windingOf(withoutRepeats(plane[i]!));
    const kept = withoutRepeats(ring).map(([lon, lat]): [number, number] => [lon, lat]);
    return winding > 0 === isOutline ? kept : kept.reverse();
  });
  return { type: "Polygon", coordinates };
}

/**
 * Is the point inside the fence or on its boundary (hole boundaries included)?
 *
 * Agrees bit by bit with PostGIS `ST_Covers(fence, point)` on `geometry` whose rings are unwrapped by `unwrapRings` and whose
 * point is tried at lon and lon ± 360: it is the same winding rule with the same double-precision side term in the same
 * order (postgis `liblwgeom/intervaltree.c`). Vertices and points on edges along a meridian or parallel are exactly on the
 * boundary. Within rounding of a slanted edge (less than a nanometre for a site, 10 nm for a fence of 30 degrees) the term
 * itself decides, there and here alike; an exact sign would be right more often and agree less.
 */
export function containsPoint(fence: Geofence, point: LatLon): boolean {
  return ringsContain(unwrapRings(fence), point);
}

/** `containsPoint` for rings that are unwrapped already, for many points against one fence. */
export function ringsContain(rings: readonly (readonly LonLat[])[], point: LatLon): boolean {
  return [0, 360, -360].some((turn) => planeContains(rings, point.lon + turn, point.lat));
}

/** Degrees; `east` is beyond 180 when the fence crosses the antimeridian, so that west ≤ east always holds. */
export type Bbox = { west: number; south: number; east: number; north: number };

/** The smallest box around the fence, `west` in [-180, 180). */
export function bboxOf(fence: Geofence): Bbox {
  const outline = unwrapRings(fence)[0]!;
  const lons = outline.map(([lon]) => lon);
  const lats = outline.map(([, lat]) => lat);
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

/**
 * The centre of the fence's area on the lon/lat plane, holes taken out, longitude in [-180, 180). In a concave fence
 * it may lie outside. Distortion by latitude is left out: it moves the centre of a site by far less than a metre.
 */
export function centroidOf(fence: Geofence): LatLon {
  const rings = unwrapRings(fence);
  const [originLon, originLat] = rings[0]![0]!;
  let area = 0;
  let lonMoment = 0;
  let latMoment = 0;
  rings.forEach((ring, index) => {
    // Whatever its winding, the outline counts positive and a hole negative.
    const sign = windingOf(withoutRepeats(ring)) * (index === 0 ? 1 : -1);
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x1, y1] = [ring[i]![0] - originLon, ring[i]![1] - originLat];
      const [x2, y2] = [ring[i + 1]![0] - originLon, ring[i + 1]![1] - originLat];
      const cross = sign * (x1 * y2 - x2 * y1);
      area += cross;
      lonMoment += cross * (x1 + x2);
      latMoment += cross * (y1 + y2);
    }
  });
  const lon = originLon + lonMoment / (3 * area);
  return { lat: originLat + latMoment / (3 * area), lon: lon >= 180 ? lon - 360 : lon };
}

function planeContains(rings: readonly (readonly LonLat[])[], lon: number, lat: number): boolean {
  for (const [index, ring] of rings.entries()) {
    const side = sideOfRing(ring, lon, lat);
    if (side === "on") return true;
    if ((side === "in") !== (index === 0)) return false;
  }
  return rings.length > 0;
}

function sideOfRing(ring: readonly LonLat[], lon: number, lat: number): "in" | "on" | "out" {
  let winding = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[i + 1]!;
    if (lat < Math.min(y1, y2) || lat > Math.max(y1, y2)) continue;
    const side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1);
    if (side === 0 && lon >= Math.min(x1, x2) && lon <= Math.max(x1, x2)) return "on";
    if (y1 <= lat && lat < y2 && side > 0) winding += 1;
    else if (y2 <= lat && lat < y1 && side < 0) winding -= 1;
  }
  return winding === 0 ? "out" : "in";
}

function withoutRepeats<P extends LonLat>(ring: readonly P[]): P[] {
  return ring.filter((place, i) => i === 0 || !samePlace(place, ring[i - 1]!));
}

function samePlace(a: LonLat, b: LonLat): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
