/** Check lists by machine type, the inspections made with them, and the tickets that receivers sign. Nothing here is ever changed. */
import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import type { Checkpoint } from "../../server/domain/inspections/check-list.ts";
import type { InspectedItem } from "../../server/domain/inspections/schema.ts";
import { INSPECTION_KINDS } from "../../server/domain/inspections/words.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { rentals } from "./rentals.ts";

/** A customer's people answer the list of the dealer whose machine it is. */
const served = `(${scope.dealer} or dealer_id = any((select app.serving_dealers())::uuid[]))`;

/** A dealer's own list for a type; the newest version is in force, and older ones stay for the inspections made with them. */
export const checkLists = pgTable(
  "check_lists",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    type: text({ enum: EQUIPMENT_TYPES }).notNull(),
    version: integer().notNull(),
    items: jsonb().$type<Checkpoint[]>().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("check_lists_version").on(t.dealerId, t.type, t.version),
    check("check_lists_type", oneOf("type", EQUIPMENT_TYPES)),
    check("check_lists_positive", sql`version > 0`),
    check("check_lists_bounded", sql`jsonb_array_length(items) between 1 and 60`),
    ...policies("check_lists", { select: served, insert: scope.dealerKnown }),
  ],
);

const ofRental = () => ({
  id: id(),
  ...tenant(),
  dealerId: uuid().notNull(),
  customerId: uuid().notNull(),
  siteId: uuid().notNull(),
  equipmentId: uuid().notNull(),
  rentalId: uuid().notNull(),
  humanId: text().notNull(),
  kind: text({ enum: INSPECTION_KINDS }).notNull(),
});

/** One look at a machine as it goes out or comes back, with the checkpoints of the list's version of that day. */
export const inspections = pgTable(
  "inspections",
  {
    ...ofRental(),
    type: text({ enum: EQUIPMENT_TYPES }).notNull(),
    /** 0 is the list that comes with the product. */
    checkListVersion: integer().notNull(),
    items: jsonb().$type<InspectedItem[]>().notNull(),
    photos: uuid()
      .array()
      .notNull()
      .default(sql`'{}'`),
    engineHours: doublePrecision(),
    fuelL: doublePrecision(),
    notes: text(),
    failed: integer().notNull().default(0),
    inspectedAt: instant().notNull(),
    inspectedBy: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "inspections_equipment_fk",
    }),
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "inspections_rental_fk",
    }),
    unique("inspections_once").on(t.rentalId, t.kind),
    check("inspections_kind", oneOf("kind", INSPECTION_KINDS)),
    check("inspections_bounded", sql`jsonb_array_length(items) <= 60`),
    index("inspections_dealer_idx").on(t.dealerId, t.createdAt),
    index("inspections_customer_idx").on(t.customerId, t.createdAt),
    index("inspections_equipment_idx").on(t.equipmentId, t.createdAt),
    ...policies("inspections", { select: scope.partiesAtSite, insert: scope.partiesWrite }),
  ],
);

/**
 * What a receiver signed. `record` is canonical text and `digest` its SHA-256, which also stands in the event `ticket.signed`; the
 * receiver's name and signature stand in that event's personal part alone.
 */
export const tickets = pgTable(
  "tickets",
  {
    ...ofRental(),
    record: text().notNull(),
    digest: text().notNull(),
    eventId: uuid().notNull(),
    signedAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "tickets_equipment_fk",
    }),
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "tickets_rental_fk",
    }),
    unique("tickets_once").on(t.rentalId, t.kind),
    check("tickets_kind", oneOf("kind", INSPECTION_KINDS)),
    check("tickets_bounded", sql`length(record) <= 200000`),
    index("tickets_dealer_idx").on(t.dealerId, t.createdAt),
    ...policies("tickets", { select: scope.partiesAtSite, insert: scope.partiesWrite }),
  ],
);
