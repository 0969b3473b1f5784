/** The offline basemap: countries of Natural Earth (public domain), fetched once and kept by the service worker. */
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldUrl from "world-atlas/countries-50m.json?url";
import type { FeatureCollection } from "geojson";
import { continuousCountries, labelPoints } from "./outline.ts";

export interface Basemap {
  countries: FeatureCollection;
  labels: FeatureCollection;
}
let loading: Promise<Basemap> | undefined;

async function load(): Promise<Basemap> {
  const response = await fetch(worldUrl);
  if (!response.ok) throw new Error(`The basemap answered ${response.status}`);
  const world = (await response.json()) as Topology<{ countries: GeometryCollection }>;
  const countries = continuousCountries(feature(world, world.objects.countries));
  return { countries, labels: labelPoints(countries) };
}

/** Loads the basemap; a failure is not kept, so that a later map tries again. */
export function loadBasemap(): Promise<Basemap> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
