import { describe, expect, test } from "bun:test";
import { mulberry32 } from "../prng.ts";
import { FENCE_SHAPES, randomFence } from "./geofence.fixtures.ts";
import { geofenceSchema, type Geofence } from "./geofence.ts";

type Ring = [number, number][];
const polygon = (...coordinates: Ring[]): Geofence => ({ type: "Polygon", coordinates });
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const refused = (fence: unknown) => !geofenceSchema.safeParse(fence).success;

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
