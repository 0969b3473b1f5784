/** The columns of a file of jobsites and yards. */
import { z } from "zod";
import { geofenceSchema } from "../sites/geofence.ts";
import { siteKindSchema, timeZoneSchema } from "../sites/schema.ts";
import { readDegrees, readFigure, readGeoJson, readText, type ReadCell } from "./cells.ts";
import { normaliseHeader, type Synonyms } from "./headers.ts";

export const SITE_COLUMNS = {
  name: ["site", "site name", "jobsite", "project", "baustelle", "standort", "bezeichnung", "projekt"],
  kind: ["type", "art", "typ"],
  customer: [
    "customer name",
    "client",
    "account",
    "account number",
    "customer id",
    "kunde",
    "kundenname",
    "kundennummer",
    "bauherr",
    "auftraggeber",
  ],
  timeZone: ["time zone", "timezone", "tz", "zeitzone"],
  geofence: ["fence", "geojson", "polygon", "boundary", "geozaun", "zaun", "fläche"],
  lat: ["latitude", "breite", "breitengrad", "geo lat"],
  lon: ["lng", "long", "longitude", "länge", "längengrad", "laenge", "laengengrad", "geo lon"],
  radiusM: ["radius", "radius m", "radius in m", "umkreis"],
  criticality: ["priority", "wichtigkeit", "priorität", "kritikalität"],
} as const satisfies Synonyms;
export type SiteColumn = keyof typeof SITE_COLUMNS;

export const SITE_REQUIRED = ["name", "timeZone"] as const satisfies readonly SiteColumn[];

/** A radius in metres: no site is smaller than a machine turns, or larger than an opencast mine. */
export const siteRowSchema = z
  .object({
    name: z.string().min(1).max(120),
    kind: siteKindSchema,
    customer: z.string().min(1).max(200),
    timeZone: timeZoneSchema,
    geofence: geofenceSchema,
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    radiusM: z.number().min(10).max(20_000),
    criticality: z.int().min(1).max(5),
  })
  .partial();
export type SiteRow = z.infer<typeof siteRowSchema>;

const KINDS = new Map<string, "JOBSITE" | "YARD">([
  ...["jobsite", "site", "job", "project", "baustelle", "projekt"].map((word): [string, "JOBSITE"] => [
    word,
    "JOBSITE",
  ]),
  ...["yard", "depot", "branch", "hof", "lager", "mietstation", "niederlassung"].map((word): [string, "YARD"] => [
    word,
    "YARD",
  ]),
]);

export const readSiteCell: Record<SiteColumn, ReadCell> = {
  name: readText,
  kind: (cell) => {
    const kind = KINDS.get(normaliseHeader(cell.slice(0, 100)));
    return kind ? { ok: true, value: kind } : { ok: false, code: "unknown_kind" };
  },
  customer: readText,
  timeZone: readText,
  geofence: readGeoJson,
  lat: readDegrees,
  lon: readDegrees,
  radiusM: readFigure,
  criticality: readFigure,
};
