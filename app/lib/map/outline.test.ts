import { expect, test } from "bun:test";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { readFileSync } from "node:fs";
import type { Position } from "geojson";
import { continuousCountries, continuousRing, labelPoints } from "./outline.ts";

const longest = (ring: readonly Position[]) =>
  Math.max(...ring.slice(1).map((place, i) => Math.abs(place[0]! - ring[i]![0]!)));

test("a ring across the antimeridian runs on past 180 and still closes", () => {
  const ring = continuousRing([
    [170, 60],
    [-170, 60],
    [-170, 70],
    [170, 70],
    [170, 60],
  ]);
  expect(ring.map((place) => place[0])).toEqual([170, 190, 190, 170, 170]);
});

test("a ring around a pole is closed along the map's edge", () => {
  const ring = continuousRing([
    [-180, -70],
    [-60, -75],
    [60, -75],
    [179, -70],
    [-180, -70],
  ]);
  expect(ring.slice(-3)).toEqual([
    [180, -90],
    [-180, -90],
    [-180, -70],
  ]);
});

test("no country of the real world keeps a jump, and every one closes", () => {
  const path = new URL("../../../node_modules/world-atlas/countries-50m.json", import.meta.url);
  const world = JSON.parse(readFileSync(path, "utf8")) as Topology<{ countries: GeometryCollection }>;
  const countries = continuousCountries(feature(world, world.objects.countries));
  expect(countries.features.length).toBeGreaterThan(230);
  for (const country of countries.features) {
    for (const ring of country.geometry.coordinates.flat()) {
      const atPole = ring.some((place) => Math.abs(place[1]!) === 90);
      if (!atPole) expect([country.properties.name, longest(ring) < 180]).toEqual([country.properties.name, true]);
      expect(ring.at(-1)).toEqual(ring[0]);
    }
  }
  const labels = labelPoints(countries);
  const chile = labels.features.find((label) => label.properties?.["name"] === "Chile");
  expect(chile?.geometry.type).toBe("Point");
});
