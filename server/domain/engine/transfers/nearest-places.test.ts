import { expect, test } from "bun:test";
import { mulberry32 } from "../../prng.ts";
import type { Place } from "../road.ts";
import { NearestPlaces } from "./nearest-places.ts";

const rng = mulberry32(17);
const anywhere = (): Place => ({ lat: (Math.asin(2 * rng() - 1) * 180) / Math.PI, lon: 360 * rng() - 180 });
const around = ({ lat, lon }: Place, degrees: number): Place => ({
  lat: lat + degrees * (rng() - 0.5),
  lon: lon + degrees * (rng() - 0.5),
});
/** The angle between two places, by the haversine formula. */
function angle(a: Place, b: Place): number {
  const [latA, latB] = [(a.lat * Math.PI) / 180, (b.lat * Math.PI) / 180];
  const lon = ((a.lon - b.lon) * Math.PI) / 180;
  return (
    2 *
    Math.asin(Math.sqrt(Math.sin((latA - latB) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(lon / 2) ** 2))
  );
}
const sets: [string, Place[]][] = [
  ["few", Array.from({ length: 40 }, anywhere)],
  ["all over the earth", Array.from({ length: 700 }, anywhere)],
  ["a country", Array.from({ length: 700 }, () => around({ lat: 51, lon: 10 }, 8))],
  [
    "towns",
    ["a", "b", "c", "d"].flatMap(() =>
      [anywhere()].flatMap((town) => Array.from({ length: 100 }, () => around(town, 0.3))),
    ),
  ],
  [
    "across the date line",
    Array.from({ length: 600 }, () => ({ lat: -17 + 4 * rng(), lon: ((178 + 4 * rng() + 180) % 360) - 180 })),
  ],
  ["around a pole", Array.from({ length: 600 }, () => ({ lat: 88 + 2 * rng(), lon: 360 * rng() - 180 }))],
  ["one yard", Array.from({ length: 400 }, () => around({ lat: 48, lon: 11 }, 0.002))],
  ["one place", Array.from({ length: 300 }, () => ({ lat: 5, lon: 5 }))],
];

test.each(sets)("the grid finds what a look at every place finds: %s", (_, places) => {
  const grid = new NearestPlaces(places);
  const asked = [...places.slice(0, 25), ...Array.from({ length: 15 }, anywhere)];
  for (const place of asked) {
    const distances = places.map((other) => angle(place, other));
    const found = grid.of(place, 20);
    expect(found).toHaveLength(20);
    expect(new Set(found).size).toBe(20);
    const sorted = distances.toSorted((a, b) => a - b);
    // Of equally near places either will do, so the distances are compared.
    for (const [rank, i] of found.entries()) expect(Math.abs(distances[i]! - sorted[rank]!)).toBeLessThan(1e-8);
  }
});

test("fewer than asked for are all there are", () => {
  const grid = new NearestPlaces([
    { lat: 1, lon: 1 },
    { lat: 2, lon: 2 },
  ]);
  expect(grid.of({ lat: 3, lon: 3 }, 5)).toEqual([1, 0]);
  expect(grid.of({ lat: 3, lon: 3 }, 0)).toEqual([]);
  expect(new NearestPlaces([]).of({ lat: 3, lon: 3 }, 5)).toEqual([]);
});
