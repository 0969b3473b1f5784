import { describe, expect, test } from "bun:test";
import { mulberry32 } from "../prng.ts";
import { FENCE_SHAPES, randomFence, randomPoints } from "./geofence.fixtures.ts";
import { bboxOf, centroidOf, containsPoint, geofenceSchema, normaliseGeofence, type Geofence } from "./geofence.ts";
import { orient2d } from "./orient2d.ts";
import { windingOf } from "./polygon-validity.ts";
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
const refused = (fence: unknown) => geofenceSchema.safeParse(fence).success === false;

describe("geofenceSchema", () => {
  test("accepts a plain fence, a concave one, one with holes and one across the antimeridian", () => {
    for (const fence of [
      polygon(box(8, 47, 8.01, 47.01)),
      polygon([
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 1],
        [0, 4],
        [0, 0],
      ]),
      polygon(box(0, 0, 10, 10), box(1, 1, 2, 2), box(5, 5, 6, 6)),
      polygon([
        [179, -1],
        [-179, -1],
        [-179, 1],
        [179, 1],
        [179, -1],
      ]),
      polygon([
        [170, -1],
        [-180, -1],
        [180, 1],
        [170, 1],
        [170, -1],
      ]),
    ])
      expect(geofenceSchema.safeParse(fence).error?.issues).toBeUndefined();
  });

  test.each([
    [
      "an open ring",
      polygon([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
    ],
    [
      "three positions",
      polygon([
        [0, 0],
        [1, 0],
        [0, 0],
      ]),
    ],
    ["no ring", polygon()],
    ["an empty ring", polygon([])],
    [
      "a bow tie",
      polygon([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ]),
    ],
    [
      "a spike",
      polygon([
        [0, 0],
        [4, 0],
        [2, 0],
        [2, 2],
        [0, 0],
      ]),
    ],
    [
      "a line there and back",
      polygon([
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ]),
    ],
    [
      "a single place",
      polygon([
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ],
    [
      "a ring that touches itself",
      polygon([
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 0],
        [0, 4],
        [0, 0],
      ]),
    ],
    ["a hole outside", polygon(box(0, 0, 1, 1), box(2, 2, 3, 3))],
    ["a hole across the outline", polygon(box(0, 0, 2, 2), box(1, 1, 3, 1.5))],
    ["a hole in a hole", polygon(box(0, 0, 9, 9), box(1, 1, 8, 8), box(2, 2, 3, 3))],
    ["the same hole twice", polygon(box(0, 0, 9, 9), box(1, 1, 2, 2), box(1, 1, 2, 2))],
    ["a longitude beyond 180", polygon(box(179, 0, 181, 1))],
    ["a latitude beyond 90", polygon(box(0, 89, 1, 91))],
    [
      "NaN",
      polygon([
        [0, 0],
        [Number.NaN, 0],
        [1, 1],
        [0, 0],
      ]),
    ],
    [
      "infinity",
      polygon([
        [0, 0],
        [Number.POSITIVE_INFINITY, 0],
        [1, 1],
        [0, 0],
      ]),
    ],
    [
      "a ring around the pole",
      polygon([
        [0, 80],
        [120, 80],
        [-120, 80],
        [0, 80],
      ]),
    ],
    ["another geometry", { type: "Point", coordinates: [0, 0] }],
    ["nothing", null],
  ])("refuses %s", (_, fence) => {
    expect(refused(fence)).toBe(true);
  });

  test("counts vertices over all rings and stops at 500", () => {
    const circle = (corners: number, radius: number): Ring => {
      const ring = Array.from({ length: corners }, (_, i): [number, number] => {
        const angle = (2 * Math.PI * i) / corners;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
      return [...ring, ring[0]!];
    };
    expect(refused(polygon(circle(500, 1)))).toBe(false);
    expect(refused(polygon(circle(501, 1)))).toBe(true);
    expect(refused(polygon(circle(497, 1), circle(3, 0.1)))).toBe(false);
    expect(refused(polygon(circle(497, 1), circle(4, 0.1)))).toBe(true);
  });

  test("accepts every fence of the generators", () => {
    const rng = mulberry32(7);
    for (const shape of FENCE_SHAPES)
      for (let i = 0; i < 60; i++)
        expect(geofenceSchema.safeParse(randomFence(rng, shape).fence).error?.issues).toBeUndefined();
  });
});

describe("normaliseGeofence", () => {
  test("turns the outline counter-clockwise and holes clockwise, drops repeats and is idempotent", () => {
    const clockwise = polygon(box(0, 0, 10, 10).reverse(), box(1, 1, 2, 2));
    clockwise.coordinates[0]!.splice(2, 0, clockwise.coordinates[0]![2]!);
    const normal = normaliseGeofence(clockwise);
    expect(normal.coordinates.map(windingOf)).toEqual([1, -1]);
    expect(normal.coordinates[0]).toHaveLength(5);
    expect(normaliseGeofence(normal)).toEqual(normal);
  });

  test("judges the winding of a fence across the antimeridian on the continuous plane", () => {
    const fence = polygon([
      [179, -1],
      [-179, -1],
      [-179, 1],
      [179, 1],
      [179, -1],
    ]);
    expect(normaliseGeofence(fence)).toEqual(fence);
    expect(normaliseGeofence(polygon([...fence.coordinates[0]!].reverse()))).toEqual(fence);
  });
});

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

describe("bboxOf and centroidOf", () => {
  test("run on past 180 for a fence across the antimeridian", () => {
    const fence = polygon([
      [-178, -2],
      [-178, 2],
      [178, 2],
      [178, -2],
      [-178, -2],
    ]);
    expect(bboxOf(fence)).toEqual({ west: 178, south: -2, east: 182, north: 2 });
    expect(centroidOf(fence)).toEqual({ lat: 0, lon: -180 });
    expect(bboxOf(polygon(box(3, 4, 5, 6)))).toEqual({ west: 3, south: 4, east: 5, north: 6 });
  });

  test("weigh area and take holes out, whatever the winding", () => {
    const ell = polygon([
      [0, 0],
      [4, 0],
      [4, 2],
      [2, 2],
      [2, 4],
      [0, 4],
      [0, 0],
    ]);
    const centre = centroidOf(ell);
    expect(centre.lon).toBeCloseTo(20 / 12, 12);
    expect(centre.lat).toBeCloseTo(20 / 12, 12);
    for (const hole of [box(2, 2, 4, 4), box(2, 2, 4, 4).reverse()]) {
      const holed = centroidOf(polygon(box(0, 0, 5, 5), hole));
      expect(holed.lon).toBeCloseTo((25 * 2.5 - 4 * 3) / 21, 12);
    }
  });
});

describe("orient2d", () => {
  test("has the exact sign where the plain determinant has not", () => {
    // The grid of Kettner et al., "Classroom Examples of Robustness Problems" (2008): points near the line y = x.
    let plainWrong = 0;
    const [q, r] = [
      [12, 12],
      [24, 24],
    ] as const;
    for (let i = 0; i < 64; i++)
      for (let j = 0; j < 64; j++) {
        const p = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53] as const;
        const truth = Math.sign(p[1] - p[0]);
        expect(orient2d(q, r, p)).toBe(truth as -1 | 0 | 1);
        expect(orient2d(r, p, q)).toBe(truth as -1 | 0 | 1);
        expect(orient2d(r, q, p)).toBe((0 - truth) as -1 | 0 | 1);
        if (Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) !== truth) plainWrong++;
      }
    expect(plainWrong).toBeGreaterThan(500);
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
