import type { FeatureCollection } from "geojson";

const steps = [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001] as const;

/**
 * A grid of round degrees over what is on screen, so that a close view without streets still shows movement and size.
 * `degreesPerPixel` decides the step: lines stand about 100 pixels apart.
 */
export function gridLines(
  box: { west: number; south: number; east: number; north: number },
  degreesPerPixel: number,
): FeatureCollection {
  const wanted = degreesPerPixel * 100;
  const step = steps.find((candidate) => candidate <= wanted) ?? steps.at(-1)!;
  const lines: [number, number][][] = [];
  for (let i = Math.ceil(box.west / step); i * step <= box.east; i++) {
    lines.push([
      [i * step, box.south],
      [i * step, box.north],
    ]);
  }
  for (let i = Math.ceil(box.south / step); i * step <= box.north; i++) {
    lines.push([
      [box.west, i * step],
      [box.east, i * step],
    ]);
  }
  return {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines } }],
  };
}
