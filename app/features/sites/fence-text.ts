/** Reads a fence from what a person types or pastes: one corner a line as latitude, longitude, or GeoJSON. Pure. */
export type Corner = [lon: number, lat: number];
export interface FenceShape {
  /** Open outline. */
  outline: Corner[];
  /** Closed rings, as pasted. */
  holes: Corner[][];
}
export type FenceText =
  | { ok: true; shape: FenceShape }
  | { ok: false; problem: "line"; line: number }
  | { ok: false; problem: "geojson" | "several" };

const inRange = (lon: number, lat: number) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** "51.0441, 7.0312", "51.0441 7.0312" or with decimal commas "51,0441; 7,0312". */
function readLine(line: string): Corner | null {
  const decimalComma = /[;\s]/.test(line.trim()) && /^\s*-?\d+,\d+\s*[;\s]\s*-?\d+,\d+\s*$/.test(line);
  const parts = (decimalComma ? line.replaceAll(",", ".").split(/[;\s]+/) : line.split(/[,;\s]+/)).filter(Boolean);
  if (parts.length !== 2) return null;
  const [lat, lon] = parts.map(Number);
  if (lat === undefined || lon === undefined || !Number.isFinite(lat) || !Number.isFinite(lon)) return null;
  return inRange(lon, lat) ? [lon, lat] : null;
}

function readRing(ring: unknown): Corner[] | null {
  if (!Array.isArray(ring) || ring.length < 4) return null;
  const corners = ring.map((place: unknown): Corner | null => {
    if (!Array.isArray(place)) return null;
    const [lon, lat] = place as unknown[];
    return typeof lon === "number" && typeof lat === "number" && inRange(lon, lat) ? [lon, lat] : null;
  });
  return corners.every((corner) => corner !== null) ? corners : null;
}

/** The polygons inside any GeoJSON: geometries, features and collections of one. */
function polygonsIn(value: unknown): unknown[][] {
  if (typeof value !== "object" || value === null) return [];
  const { type, coordinates, geometry, features, geometries } = value as Record<string, unknown>;
  if (type === "Polygon" && Array.isArray(coordinates)) return [coordinates];
  if (type === "MultiPolygon" && Array.isArray(coordinates)) return coordinates.filter(Array.isArray);
  if (type === "Feature") return polygonsIn(geometry);
  const inner = type === "FeatureCollection" ? features : type === "GeometryCollection" ? geometries : null;
  return Array.isArray(inner) ? inner.flatMap(polygonsIn) : [];
}

function readGeoJson(text: string): FenceText {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, problem: "geojson" };
  }
  const polygons = polygonsIn(parsed);
  if (polygons.length > 1) return { ok: false, problem: "several" };
  const rings = polygons[0]?.map(readRing);
  const [outline, ...holes] = rings ?? [];
  if (!outline || holes.some((hole) => hole === null)) return { ok: false, problem: "geojson" };
  return { ok: true, shape: { outline: outline.slice(0, -1), holes: holes.filter((hole) => hole !== null) } };
}

export function readFenceText(text: string): FenceText {
  if (text.trim().startsWith("{")) return readGeoJson(text);
  const outline: Corner[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.trim()) continue;
    const corner = readLine(line);
    if (!corner) return { ok: false, problem: "line", line: index + 1 };
    outline.push(corner);
  }
  // A list that repeats its first corner at the end means the same fence.
  const [first, last] = [outline[0], outline.at(-1)];
  if (outline.length > 3 && first && last && first[0] === last[0] && first[1] === last[1]) outline.pop();
  return { ok: true, shape: { outline, holes: [] } };
}

/** The corners as text, one a line. */
export const writeFenceText = (outline: readonly (readonly [number, number])[]) =>
  outline.map(([lon, lat]) => `${lat}, ${lon}`).join("\n");

/** The GeoJSON polygon of a shape; at least three corners are the caller's matter. */
export function toPolygon({ outline, holes }: FenceShape) {
  return { type: "Polygon" as const, coordinates: [[...outline, outline[0]!], ...holes] };
}
