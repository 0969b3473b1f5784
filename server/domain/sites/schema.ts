/** Shapes of sites. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { geofenceSchema } from "./geofence.ts";

export const SITE_KINDS = ["JOBSITE", "YARD"] as const;
export const siteKindSchema = z.enum(SITE_KINDS);

/** An IANA time zone that this runtime knows. */
export const timeZoneSchema = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, "not an IANA time zone");

export const siteSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: siteKindSchema,
  timeZone: z.string(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  /** The dealer of a yard; for a jobsite the reader's own dealer, null where it is served by others. */
  dealerId: z.uuid().nullable(),
  geofence: geofenceSchema,
  criticality: z.int(),
  /** Machines that stand there, as far as the reader sees them. */
  machines: z.int(),
});
export type Site = z.infer<typeof siteSchema>;

export const listSitesInput = z.object({
  q: z.string().trim().max(100).optional(),
  kind: siteKindSchema.optional(),
  customerId: z.uuid().optional(),
  ...pageFields,
});
export const listSitesOutput = pageOf(siteSchema);

export const getSiteInput = z.object({ id: z.uuid() });

export const createSiteInput = z.object({
  ...operationFields,
  name: z.string().trim().min(1).max(120),
  customerId: z.uuid().nullish().describe("The customer of a JOBSITE; a customer's own people may leave it out."),
  kind: siteKindSchema,
  timeZone: timeZoneSchema,
  geofence: geofenceSchema,
  criticality: z.int().min(1).max(5).default(3),
});
export type CreateSiteInput = z.infer<typeof createSiteInput>;
