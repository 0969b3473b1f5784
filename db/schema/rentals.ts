/** Rentals of one machine, from reservation to return. Two planned or active rentals of a machine can not overlap. */
import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import { RENTAL_STATES, RESERVATION_STATES } from "../../server/domain/rentals/schema.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, period, tenant } from "./columns.ts";
import { dealerCustomers, organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { sites } from "./sites.ts";

/** A position as stored beside a hand-over: where the phone said it was. */
export type StoredPosition = { lat: number; lon: number; accuracyM?: number | null; at?: string | null };

export const rentals = pgTable(
  "rentals",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    customerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid()
      .notNull()
      .references(() => sites.id),
    equipmentId: uuid().notNull(),
    /** Snapshot of the machine, so that a customer's history reads after the return. */
    humanId: text().notNull(),
    make: text().notNull(),
    model: text().notNull(),
    type: text().notNull(),
    state: text({ enum: RENTAL_STATES }).notNull(),
    period: period().notNull(),
    dueAt: instant().notNull(),
    firstDueAt: instant().notNull(),
    expectedHours: doublePrecision(),
    operatorUserId: uuid(),
    reservationId: uuid(),
    checkedOutAt: instant(),
    checkedOutBy: uuid(),
    checkOutPosition: jsonb().$type<StoredPosition>(),
    engineStart: doublePrecision(),
    checkedInAt: instant(),
    checkedInBy: uuid(),
    checkInPosition: jsonb().$type<StoredPosition>(),
    engineEnd: doublePrecision(),
    fuelL: doublePrecision(),
    conditionOut: jsonb().$type<Record<string, unknown>>(),
    conditionIn: jsonb().$type<Record<string, unknown>>(),
    notes: text(),
    /** Doubts kept with the record, such as `outruns_clock`. */
    flags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** An override of the geofence gate: who and why. */
    overriddenBy: uuid(),
    overrideReason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "rentals_equipment_fk",
    }),
    // A relation with a history can not be dissolved: claims go on to name the customer, and late readings can be written.
    foreignKey({
      columns: [t.dealerId, t.customerId],
      foreignColumns: [dealerCustomers.dealerId, dealerCustomers.customerId],
      name: "rentals_relation_fk",
    }),
    unique("rentals_id_dealer").on(t.id, t.dealerId),
    check("rentals_state", oneOf("state", RENTAL_STATES)),
    check("rentals_owner", sql`org_owner_id = dealer_id`),
    check("rentals_meter", sql`engine_end is null or engine_start is null or engine_end >= engine_start`),
    uniqueIndex("rentals_one_out")
      .on(t.equipmentId)
      .where(sql`state in ('ON_RENT', 'PICK_UP_READY')`),
    index("rentals_dealer_state_due_idx").on(t.dealerId, t.state, t.dueAt),
    index("rentals_customer_state_idx").on(t.customerId, t.state, t.dueAt),
    index("rentals_equipment_idx").on(t.equipmentId, t.createdAt),
    index("rentals_site_idx").on(t.siteId),
    ...policies("rentals", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);

/** A request for machines by type and quantity over days. */
export const reservations = pgTable(
  "reservations",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    customerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid()
      .notNull()
      .references(() => sites.id),
    type: text({ enum: EQUIPMENT_TYPES }).notNull(),
    quantity: integer().notNull(),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    state: text({ enum: RESERVATION_STATES }).notNull().default("REQUESTED"),
    attachments: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    notes: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.dealerId, t.customerId],
      foreignColumns: [dealerCustomers.dealerId, dealerCustomers.customerId],
      name: "reservations_relation_fk",
    }),
    check("reservations_type", oneOf("type", EQUIPMENT_TYPES)),
    check("reservations_state", oneOf("state", RESERVATION_STATES)),
    check("reservations_quantity", sql`quantity between 1 and 1000`),
    check("reservations_days", sql`to_day >= from_day`),
    index("reservations_dealer_idx").on(t.dealerId, t.state, t.fromDay),
    index("reservations_customer_idx").on(t.customerId, t.fromDay),
    ...policies("reservations", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);
