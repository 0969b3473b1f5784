/** Machines and the labels that name them. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { EQUIPMENT_STATUSES, EQUIPMENT_TYPES, RETIREMENTS } from "../../server/domain/assets/schema.ts";
import type { LatestMeasures } from "../../server/domain/telematics/latest.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { sites } from "./sites.ts";
import { policies, scope } from "./policies-sql.ts";

/** Sorts EQX999 before EQX1000; the fleet list's first page is read off an index on it. */
const byNumber = sql`lpad(human_id, 20)`;

export const equipment = pgTable(
  "equipment",
  {
    id: id(),
    /** `customerId` is set while the machine is on rent and cleared after. */
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid().references(() => sites.id),
    /** Given by the server, unique everywhere, so that a taken number tells nothing about another dealer. */
    humanId: text().notNull().unique(),
    fleetNumber: text(),
    type: text({ enum: EQUIPMENT_TYPES }).notNull(),
    make: text().notNull(),
    model: text().notNull(),
    serialNumber: text().notNull(),
    pin: text(),
    modelYear: integer(),
    status: text({ enum: EQUIPMENT_STATUSES }).notNull().default("AVAILABLE"),
    /** Tracker's id with the telematics source, the source's name, and how often it reports, in seconds. */
    trackerId: text(),
    feed: text(),
    feedCadenceS: integer(),
    /** Original equipment cost and rate, in the dealer's currency. */
    oec: numeric({ precision: 14, scale: 2 }),
    dayRate: numeric({ precision: 12, scale: 2 }),
    purchasedOn: date({ mode: "string" }),
    /** What comes with the machine: buckets, hammers, quick couplers. */
    attachments: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** How it left the fleet, while its status is RETIRED. */
    retiredAs: text({ enum: RETIREMENTS }),
    retiredOn: date({ mode: "string" }),
    /** Service meter hours shown on the machine, and what was added when a meter was replaced. */
    hourMeter: doublePrecision().notNull().default(0),
    hourMeterAt: instant(),
    hourMeterOffset: doublePrecision().notNull().default(0),
    lastLat: doublePrecision(),
    lastLon: doublePrecision(),
    lastAccuracyM: doublePrecision(),
    lastPositionAt: instant(),
    lastSeenAt: instant(),
    /** The last word of each other measure, apart from history. */
    lastMeasures: jsonb().$type<LatestMeasures>().notNull().default({}),
    /** Made from a feed's file and not looked at by a person yet. */
    unconfirmed: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    check("equipment_type", oneOf("type", EQUIPMENT_TYPES)),
    check("equipment_status", oneOf("status", EQUIPMENT_STATUSES)),
    check("equipment_retired_as", oneOf("retired_as", RETIREMENTS)),
    check("equipment_retired", sql`(status = 'RETIRED') = (retired_as is not null)`),
    check("equipment_owner", sql`org_owner_id = dealer_id`),
    check("equipment_customer_while_out", sql`customer_id is null or status in ('ON_RENT', 'MAINTENANCE', 'LOST')`),
    unique("equipment_id_dealer").on(t.id, t.dealerId),
    unique("equipment_fleet_number").on(t.dealerId, t.fleetNumber),
    unique("equipment_serial").on(t.dealerId, t.make, t.serialNumber),
    index("equipment_dealer_idx").on(t.dealerId, byNumber, t.id),
    index("equipment_dealer_status_idx").on(t.dealerId, t.status),
    index("equipment_customer_idx").on(t.customerId, byNumber, t.id),
    index("equipment_number_idx").on(byNumber, t.id),
    index("equipment_site_idx").on(t.siteId),
    index("equipment_unconfirmed_idx")
      .on(t.dealerId, byNumber)
      .where(sql`unconfirmed`),
    ...policies("equipment", {
      select: scope.partiesAtSite,
      insert: scope.dealerWrite,
      update: scope.dealerWrite,
      delete: scope.dealerAtSite,
    }),
  ],
);

export const tags = pgTable(
  "tags",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    /** Null until the tag is claimed for a machine. */
    equipmentId: uuid(),
    medium: text({ enum: ["QR", "NFC"] })
      .notNull()
      .default("QR"),
    state: text({ enum: ["UNCLAIMED", "ACTIVE", "RETIRED"] })
      .notNull()
      .default("ACTIVE"),
    claimedAt: instant(),
    retiredAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "tags_equipment_fk",
    }),
    check("tags_medium", oneOf("medium", ["QR", "NFC"])),
    check("tags_state", oneOf("state", ["UNCLAIMED", "ACTIVE", "RETIRED"])),
    index("tags_dealer_idx").on(t.dealerId, t.equipmentId),
    ...policies("tags", { select: scope.dealer, insert: scope.dealerKnown, update: scope.dealerKnown }),
  ],
);
