/** Turns what a map is given into GeoJSON for its sources, and says what area it covers. Pure. */
import type { Feature, FeatureCollection, Point, Polygon, Position } from "geojson";
import { bboxOf, centroidOf } from "../../../server/domain/sites/geofence.ts";
import { unwrapRings } from "../../../server/domain/sites/unwrap-rings.ts";
import { markImage } from "./marks.ts";
import type { MapFence, MapMachine } from "./types.ts";

const collection = <T extends Point | Polygon>(features: Feature<T>[]): FeatureCollection<T> => ({
  type: "FeatureCollection",
  features,
});
const point = (coordinates: Position, properties: Record<string, unknown> = {}): Feature<Point> => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates },
});

const machineFacts = (machine: MapMachine) => ({
  humanId: machine.humanId,
  overdue: machine.overdue,
  image: markImage(machine.status, machine.overdue),
});

export const machineFeatures = (machines: readonly MapMachine[]) =>
  collection(machines.map((machine) => point([machine.lon, machine.lat], machineFacts(machine))));

/** The selected machine and the one under the pointer, which stand out of any cluster. */
export function focusFeatures(
  machines: readonly MapMachine[],
  selected: string | null | undefined,
  highlighted: string | null | undefined,
) {
  const wanted = [highlighted === selected ? null : highlighted, selected];
  return collection(
    wanted.flatMap((humanId) => {
      const machine = humanId ? machines.find((candidate) => candidate.humanId === humanId) : undefined;
      if (!machine) return [];
      return [point([machine.lon, machine.lat], { ...machineFacts(machine), selected: humanId === selected })];
    }),
  );
}

export const fenceFeatures = (fences: readonly MapFence[]) =>
  collection(
    fences.map((fence): Feature<Polygon> => ({
      type: "Feature",
      properties: { id: fence.id, kind: fence.kind },
      geometry: {
        type: "Polygon",
        coordinates: unwrapRings(fence.geofence).map((ring) => ring.map(([x, y]) => [x, y])),
      },
    })),
  );

export const fenceNameFeatures = (fences: readonly MapFence[]) =>
  collection(
    fences.map((fence) => {
      const { lat, lon } = centroidOf(fence.geofence);
      return point([lon, lat], { id: fence.id, name: fence.name, kind: fence.kind });
    }),
  );

/** Where a fence's name stands when the fence is large: above it, out of the way of the machines inside. */
export const fenceTopFeatures = (fences: readonly MapFence[]) =>
  collection(
    fences.map((fence) => {
      const { west, east, north } = bboxOf(fence.geofence);
      return point([(west + east) / 2, north], { name: fence.name });
    }),
  );

const metresPerDegree = 111_320;

/** A circle of `radiusM` metres as a polygon of `corners` corners, good enough for sites and accuracy radii. */
export function circleRing(at: { lat: number; lon: number }, radiusM: number, corners = 48): [number, number][] {
  const lonMetres = metresPerDegree * Math.max(0.01, Math.cos((at.lat * Math.PI) / 180));
  const ring = Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / corners;
    return [at.lon + (radiusM * Math.cos(angle)) / lonMetres, at.lat + (radiusM * Math.sin(angle)) / metresPerDegree];
  });
  return [...ring, ring[0]!];
}

export const hereFeatures = (here: { lat: number; lon: number; accuracyM?: number } | null | undefined) => ({
  dot: collection(here ? [point([here.lon, here.lat])] : []),
  radius: collection<Polygon>(
    here?.accuracyM
      ? [
          {
            type: "Feature",
            properties: {},
            geometry: { type: "Polygon", coordinates: [circleRing(here, here.accuracyM)] },
          },
        ]
      : [],
  ),
});

/** The fence being drawn: its corners, and from two of them on its outline. */
export function draftFeatures(points: readonly (readonly [number, number])[]) {
  const ring = points.map(([lon, lat]): Position => [lon, lat]);
  const shape: FeatureCollection = {
    type: "FeatureCollection",
    features:
      ring.length < 2
        ? []
        : [
            {
              type: "Feature",
              properties: {},
              geometry:
                ring.length === 2
                  ? { type: "LineString", coordinates: ring }
                  : { type: "Polygon", coordinates: [[...ring, ring[0]!]] },
            },
          ],
  };
  return { shape, corners: collection(ring.map((place, index) => point(place, { index }))) };
}

export type Box = [west: number, south: number, east: number, north: number];

/** The box around machines and fences; null when there is nothing. A lone point gets some ground around it. */
export function boxAround(
  machines: readonly MapMachine[],
  fences: readonly MapFence[],
  more: readonly (readonly [number, number])[] = [],
): Box | null {
  const boxes = fences.map((fence) => bboxOf(fence.geofence));
  const lons = [...machines.map((machine) => machine.lon), ...more.map(([lon]) => lon)];
  const lats = [...machines.map((machine) => machine.lat), ...more.map(([, lat]) => lat)];
  for (const box of boxes) {
    lons.push(box.west, box.east);
    lats.push(box.south, box.north);
  }
  if (lons.length === 0) return null;
  const margin = 0.002;
  return [
    Math.min(...lons) - margin,
    Math.min(...lats) - margin,
    Math.max(...lons) + margin,
    Math.max(...lats) + margin,
  ];
}
