import { describe, expect, test } from "bun:test";
import { mulberry32 } from "../prng.ts";
import { randomFence, randomPoints } from "./geofence.fixtures.ts";
import { containsPoint, geofenceSchema, type Geofence } from "./geofence.ts";
import { orient2d } from "./orient2d.ts";
import { unwrapRings } from "./unwrap-rings.ts";

type Ring = [number, number][];
const polygon = (...coordinates: Ring[]): Geofence => ({ type: "Polygon", coordinates });
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
describe("containsPoint", () => {
  test("counts vertices and edges as inside, of holes too", () => {
    const fence = polygon(box(0, 0, 10, 10), box(4, 4, 6, 6));
    for (const [lon, lat] of [
      [0, 0],
      [10, 10],
      [5, 0],
      [10, 5],
      [4, 4],
      [5, 4],
      [6, 5],
      [1, 1],
    ] as const)
      expect(containsPoint(fence, { lon, lat })).toBe(true);
    for (const [lon, lat] of [
      [5, 5],
      [4.0001, 4.0001],
      [-0.0001, 5],
      [11, 0],
      [5, 10.0001],
    ] as const)
      expect(containsPoint(fence, { lon, lat })).toBe(false);
  });

  test("is right level with vertices of a concave fence", () => {
    const fence = polygon([
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 2],
      [0, 4],
      [0, 0],
    ]);
    expect(containsPoint(fence, { lon: 1, lat: 2 })).toBe(true);
    expect(containsPoint(fence, { lon: 3, lat: 2 })).toBe(true);
    expect(containsPoint(fence, { lon: -1, lat: 2 })).toBe(false);
    expect(containsPoint(fence, { lon: 2, lat: 3 })).toBe(false);
    expect(containsPoint(fence, { lon: 2, lat: 4 })).toBe(false);
  });

  test("works on both sides of the antimeridian and with a hole there", () => {
    const fence = polygon(
      [
        [178, -2],
        [-178, -2],
        [-178, 2],
        [178, 2],
        [178, -2],
      ],
      [
        [-179.5, -1],
        [-179.5, 1],
        [179.5, 1],
        [179.5, -1],
        [-179.5, -1],
      ],
    );
    expect(geofenceSchema.safeParse(fence).success).toBe(true);
    for (const lon of [178, 179, 179.5, -179.5, -179, -178]) expect(containsPoint(fence, { lon, lat: 0 })).toBe(true);
    for (const lon of [177.9, 179.6, 180, -180, -179.6, -177.9, 0])
      expect(containsPoint(fence, { lon, lat: 0 })).toBe(false);
    expect(containsPoint(polygon(box(-180, 0, -179, 1)), { lon: 180, lat: 0.5 })).toBe(true);
  });

  test("does not depend on winding, on the first vertex or on a turn of 360 degrees", () => {
    const rng = mulberry32(11);
    for (let i = 0; i < 400; i++) {
      const { fence } = randomFence(rng);
      const [outline, ...holes] = fence.coordinates as [Ring, ...Ring[]];
      const start = Math.floor(rng() * (outline.length - 1));
      const open = outline.slice(0, -1);
      const moved = [...open.slice(start), ...open.slice(0, start), open[start]!];
      for (const point of randomPoints(rng, fence, 10)) {
        const verdict = containsPoint(fence, point);
        expect(containsPoint(polygon(moved, ...holes), point)).toBe(verdict);
        // Walking an edge backwards moves the rounding to its other end: only points clear of the edges must agree.
        if (clearOfEdges(fence, point))
          expect(containsPoint(polygon(moved.toReversed(), ...holes), point)).toBe(verdict);
      }
    }
  });

  test("agrees with the exact predicate wherever a point is clear of the edges by a rounding error", () => {
    const rng = mulberry32(12);
    let judged = 0;
    for (let i = 0; i < 500; i++) {
      const { fence } = randomFence(rng);
      const rings = unwrapRings(fence);
      for (const point of randomPoints(rng, fence, 20)) {
        if (!clearOfEdges(fence, point)) continue;
        judged++;
        const crossings = [0, 360, -360].map(
          (turn) =>
            rings
              .flatMap((ring) => ring.slice(1).map((b, k) => exactCrossing(ring[k]!, b, point.lon + turn, point.lat)))
              .filter(Boolean).length,
        );
        expect(containsPoint(fence, point)).toBe(crossings.some((count) => count % 2 === 1));
      }
    }
    expect(judged).toBeGreaterThan(5000);
  });
});

function exactCrossing(a: readonly [number, number], b: readonly [number, number], lon: number, lat: number): boolean {
  const [low, high] = a[1] <= b[1] ? [a, b] : [b, a];
  return low[1] <= lat && lat < high[1] && orient2d(low, high, [lon, lat]) > 0;
}

/** Farther from every edge than 1e-11 of its length, and 1e-12 degrees. */
function clearOfEdges(fence: Geofence, point: { lon: number; lat: number }): boolean {
  return unwrapRings(fence).every((ring) =>
    ring.slice(1).every((b, i) =>
      [0, 360, -360].every((turn) => {
        const a = ring[i]!;
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const length = Math.hypot(dx, dy);
        const away = Math.abs(dx * (point.lat - a[1]) - (point.lon + turn - a[0]) * dy) / length;
        return away > 1e-11 * length + 1e-12;
      }),
    ),
  );
}
