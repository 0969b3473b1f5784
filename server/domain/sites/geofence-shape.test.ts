import { describe, expect, test } from "bun:test";
import { bboxOf, centroidOf, normaliseGeofence, type Geofence } from "./geofence.ts";
import { windingOf } from "./polygon-validity.ts";

type Ring = [number, number][];
const polygon = (...coordinates: Ring[]): Geofence => ({ type: "Polygon", coordinates });
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
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
