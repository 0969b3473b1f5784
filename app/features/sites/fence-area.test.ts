import { expect, test } from "bun:test";
import { fenceArea } from "./fence-area.ts";

const square = (lat: number, lon: number, degrees: number): [number, number][] => [
  [lon, lat],
  [lon + degrees, lat],
  [lon + degrees, lat + degrees],
  [lon, lat + degrees],
  [lon, lat],
];

test("a hundredth of a degree at the equator is about 1.24 square kilometres, less a hole", () => {
  const whole = fenceArea({ type: "Polygon", coordinates: [square(0, 0, 0.01)] });
  expect(Math.abs(whole - 1_239_214)).toBeLessThan(1_500);
  const holed = fenceArea({ type: "Polygon", coordinates: [square(0, 0, 0.01), square(0.002, 0.002, 0.005)] });
  expect(holed / whole).toBeCloseTo(0.75, 3);
});

test("the same square shrinks towards the pole and does not care about the antimeridian", () => {
  const north = fenceArea({ type: "Polygon", coordinates: [square(60, 10, 0.01)] });
  const equator = fenceArea({ type: "Polygon", coordinates: [square(0, 0, 0.01)] });
  expect(north / equator).toBeCloseTo(0.5, 2);
  const across = square(60, 179.995, 0.01).map(([lon, lat]): [number, number] => [lon > 180 ? lon - 360 : lon, lat]);
  expect(fenceArea({ type: "Polygon", coordinates: [across] }) / north).toBeCloseTo(1, 6);
});
