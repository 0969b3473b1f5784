/** Jobsites of customers and yards of dealers, each with its geofence and its own time zone. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Geofence } from "../../server/domain/sites/geofence.ts";
import { SITE_KINDS } from "../../server/domain/sites/schema.ts";
import { createdAt, geographyPolygon, id, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

export const sites = pgTable(
  "sites",
  {
    id: id(),
    /** A JOBSITE is kept by its customer and served by dealers through `site_dealers`; a YARD is kept by its dealer. */
    ...tenant(),
    name: text().notNull(),
    kind: text({ enum: SITE_KINDS }).notNull(),
    timeZone: text().notNull(),
    geofence: jsonb().$type<Geofence>().notNull(),
    fence: geographyPolygon().generatedAlwaysAs(sql`st_geomfromgeojson(geofence)::geography`),
    criticality: smallint().notNull().default(3),
    slaPenaltyPerDay: numeric({ precision: 12, scale: 2 }),
    /** Weekday → [open, close] in local time; null means always open. */
    accessHours: jsonb().$type<Record<string, [string, string]> | null>(),
    active: boolean().notNull().default(true),
    /** Whose member made the site; stamped by a trigger. A dealer may tie itself to what it made. */
    createdByOrg: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    check("sites_kind", oneOf("kind", SITE_KINDS)),
    check(
      "sites_keeper",
      sql`(kind = 'YARD' and dealer_id is not null and customer_id is null and org_owner_id = dealer_id)
        or (kind = 'JOBSITE' and customer_id is not null and dealer_id is null and org_owner_id = customer_id)`,
    ),
    unique("sites_id_customer").on(t.id, t.customerId),
    check("sites_criticality", sql`criticality between 1 and 5`),
    index("sites_dealer_idx").on(t.dealerId, t.name),
    index("sites_customer_idx").on(t.customerId, t.name),
    index("sites_maker_idx").on(t.createdByOrg),
    index("sites_fence_idx").using("gist", t.fence),
    ...policies("sites", {
      select: `(${scope.parties} or id = any((select app.dealer_sites())::uuid[])) and ((select app.all_sites()) or id = any((select app.own_sites())::uuid[]))`,
      insert: `(${scope.parties} or customer_id = any((select app.own_dealers_customers())::uuid[])) and (select app.all_sites())`,
      update: `${scope.parties} and ((select app.all_sites()) or id = any((select app.own_sites())::uuid[]))`,
      delete: scope.hq,
    }),
  ],
);

/** Which dealers serve a customer's site. Each dealer reads its own row alone. */
export const siteDealers = pgTable(
  "site_dealers",
  {
    ...tenant(),
    siteId: uuid().notNull(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    customerId: uuid()
      .notNull()
      .references(() => organizations.id),
    since: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.dealerId] }),
    // A row opens the site to its dealer, so it must name the site's own customer.
    foreignKey({
      columns: [t.siteId, t.customerId],
      foreignColumns: [sites.id, sites.customerId],
      name: "site_dealers_site_fk",
    }).onDelete("cascade"),
    index("site_dealers_dealer_idx").on(t.dealerId, t.siteId),
    index("site_dealers_customer_idx").on(t.customerId),
    ...policies("site_dealers", {
      select: scope.partiesAtSite,
      insert: scope.tieWrite,
      delete: scope.dealerAtSite,
    }),
  ],
);
