/** Random fences and points for tests, the awkward ones on purpose. Deterministic for a seeded `rng`. */
import type { Rng } from "../prng.ts";
import { bboxOf, normaliseGeofence, type Geofence, type LatLon } from "./geofence.ts";
import { unwrapRings } from "./unwrap-rings.ts";

export const FENCE_SHAPES = ["convex", "star", "holed", "antimeridian", "tiny", "large", "grid"] as const;
export type FenceShape = (typeof FENCE_SHAPES)[number];

/** One fence of the shape, or of a random one; always valid by `geofenceSchema` and already normalised. */
export function randomFence(
  rng: Rng,
  shape: FenceShape = pick(rng, FENCE_SHAPES),
): { shape: FenceShape; fence: Geofence } {
  return { shape, fence: normaliseGeofence({ type: "Polygon", coordinates: ringsOf(rng, shape) }) };
}

/** Points to try against the fence: spread over and around its box, on vertices and edges, and a hair beside them. */
export function randomPoints(rng: Rng, fence: Geofence, count: number): LatLon[] {
  const box = bboxOf(fence);
  const [width, height] = [box.east - box.west, box.north - box.south];
  const rings = unwrapRings(fence);
  return Array.from({ length: count }, () => {
    const ring = pick(rng, rings);
    const at = Math.floor(rng() * (ring.length - 1));
    const [lon, lat] = ring[at]!;
    const [nextLon, nextLat] = ring[at + 1]!;
    const along = rng();
    const hair = (rng() - 0.5) * 10 ** (-3 - rng() * 12);
    const choice = rng();
    if (choice < 0.6) return place(box.west + (rng() * 1.4 - 0.2) * width, box.south + (rng() * 1.4 - 0.2) * height);
    if (choice < 0.7) return place(lon, lat);
    if (choice < 0.8) return place(lon + along * (nextLon - lon), lat + along * (nextLat - lat));
    if (choice < 0.9) return place(lon + along * (nextLon - lon) + hair, lat + along * (nextLat - lat) - hair);
    // Level with a vertex: where a ray-casting rule counts an edge twice or not at all.
    return place(lon + (rng() - 0.5) * width, lat);
  });
}

function ringsOf(rng: Rng, shape: FenceShape): [number, number][][] {
  const lon = (rng() - 0.5) * 360;
  const lat = (rng() - 0.5) * 150;
  const spread = 10 ** (-3 + rng() * 2.5);
  switch (shape) {
    case "convex":
      return [around(rng, lon, lat, spread, 0)];
    case "star":
      return [around(rng, lon, lat, spread, 0.8)];
    case "holed": {
      // The outline's edges keep beyond 0.37 of the spread and the holes within 0.3 of it, so that nothing can touch.
      const outline = around(rng, lon, lat, spread, 0.3);
      const left = around(rng, lon - 0.2 * spread, lat, 0.1 * spread, 0.6);
      const right = around(rng, lon + 0.2 * spread, lat, 0.1 * spread, 0.6);
      return rng() < 0.5 ? [outline, left] : [outline, left, right];
    }
    case "antimeridian":
      return [around(rng, 180 + (rng() - 0.5) * spread, lat, spread, 0.6)];
    case "tiny":
      return [around(rng, lon, lat, 10 ** (-7 + rng() * 2), 0.5)];
    case "large":
      return [around(rng, lon, lat / 5, 20 + rng() * 50, 0.5)];
    case "grid": {
      // Round numbers and level edges: points of the same grid fall exactly on the boundary.
      const [west, south] = [Math.round(lon), Math.round(lat)];
      return [
        [
          [west, south],
          [west + 2, south],
          [west + 2, south + 1],
          [west + 1, south + 1],
          [west + 1, south + 2],
          [west, south + 2],
          [west, south],
        ].map(([x, y]) => [wrapLon(x!), y!]),
      ];
    }
  }
}

/** A star-shaped ring about a centre: radii between (1 - dent) and 1 of the spread, gaps between the angles below 120°. */
function around(rng: Rng, lon: number, lat: number, spread: number, dent: number): [number, number][] {
  const corners = 5 + Math.floor(rng() * 20);
  const turn = rng() * 2 * Math.PI;
  const ring = Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = turn + ((i + rng() * 0.6) * 2 * Math.PI) / corners;
    const radius = spread * (1 - dent * rng());
    const y = Math.min(90, Math.max(-90, lat + radius * Math.sin(angle)));
    return [wrapLon(lon + radius * Math.cos(angle)), y];
  });
  return [...ring, ring[0]!];
}

function place(lon: number, lat: number): LatLon {
  return { lon: wrapLon(lon), lat: Math.min(90, Math.max(-90, lat)) };
}

function wrapLon(lon: number): number {
  if (lon > 180) return wrapLon(lon - 360);
  return lon < -180 ? wrapLon(lon + 360) : lon;
}

function pick<T>(rng: Rng, from: readonly T[]): T {
  return from[Math.floor(rng() * from.length)]!;
}
