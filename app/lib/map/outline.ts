/** Makes the rings of a world map continuous. Pure: degrees in, degrees out. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";

/**
 * The same ring without jumps across the antimeridian: longitudes run on past ±180. A ring around a pole (Antarctica) is
 * closed along the map's edge, so that filling it covers land and not the sea.
 */
export function continuousRing(ring: readonly Position[]): Position[] {
  let turns = 0;
  const unwrapped = ring.map((place, i): Position => {
    const step = i === 0 ? 0 : place[0]! - ring[i - 1]![0]!;
    if (step > 180) turns -= 1;
    else if (step < -180) turns += 1;
    return [place[0]! + 360 * turns, place[1]!];
  });
  const [first, last] = [unwrapped[0], unwrapped.at(-1)];
  if (!first || !last || Math.abs(first[0]! - last[0]!) < 180) return unwrapped;
  const pole = unwrapped.reduce((sum, place) => sum + place[1]!, 0) < 0 ? -90 : 90;
  return [...unwrapped, [last[0]!, pole], [first[0]!, pole], first];
}

const polygonsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;

/** Countries with continuous rings; other geometries are left out. */
export function continuousCountries(world: FeatureCollection): FeatureCollection<MultiPolygon, { name: string }> {
  const features = world.features.flatMap((country): Feature<MultiPolygon, { name: string }>[] => {
    const { geometry } = country;
    if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return [];
    const coordinates = polygonsOf(geometry).map((rings) => rings.map(continuousRing));
    const name: unknown = country.properties?.["name"];
    return [
      {
        type: "Feature",
        properties: { name: typeof name === "string" ? name : "" },
        geometry: { type: "MultiPolygon", coordinates },
      },
    ];
  });
  return { type: "FeatureCollection", features };
}

function boxOf(ring: readonly Position[]) {
  const lons = ring.map((place) => place[0]!);
  const lats = ring.map((place) => place[1]!);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  return { size: (east - west) * (north - south), centre: [(west + east) / 2, (south + north) / 2] satisfies Position };
}

/** One place a country for its name: the middle of its largest part. `rank` grows with the country's size. */
export function labelPoints(countries: FeatureCollection<MultiPolygon, { name: string }>): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: countries.features.flatMap((country) => {
      const parts = country.geometry.coordinates.flatMap((rings) => (rings[0] ? [boxOf(rings[0])] : []));
      const largest = parts.sort((a, b) => b.size - a.size)[0];
      if (!largest || country.properties.name === "") return [];
      return [
        {
          type: "Feature" as const,
          properties: { name: country.properties.name, rank: Math.round(largest.size) },
          geometry: { type: "Point" as const, coordinates: largest.centre },
        },
      ];
    }),
  };
}
