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
import type { RateSnapshot } from "../../server/domain/rates/schema.ts";
import { REQUEST_KINDS, REQUEST_STATES } from "../../server/domain/rentals/request-schema.ts";
import { RENTAL_STATES } from "../../server/domain/rentals/schema.ts";
import { RESERVATION_STATES } from "../../server/domain/reservations/words.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, period, tenant } from "./columns.ts";
import { dealerCustomers, organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { sites } from "./sites.ts";

/** Whom to call about a delivery or a pick-up: personal data, kept on the record and never in an event's facts. */
export type DeliveryContact = { name: string; phone?: string | null };

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
    /** The booking that it belongs to (`rentals_reservation_fk` in the guards keeps both with one dealer). */
    reservationId: uuid(),
    /** An attachment that travels with another machine: the rental of that machine. */
    hostRentalId: uuid(),
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
    contractNumber: text(),
    poNumber: text(),
    deliveryContact: jsonb().$type<DeliveryContact>(),
    /** The dealer's rate as it was at check-out, so that later prices rewrite no history. Null where none was set. */
    rate: jsonb().$type<RateSnapshot>(),
    /** The due time that the dealer last agreed to; extensions by policy count from it. Null: the first one. */
    agreedDueAt: instant(),
    /** Called off: the last day of rent at the site, the moment from which no rent runs, who and when. */
    callOffDay: date({ mode: "string" }),
    offRentAt: instant(),
    calledOffAt: instant(),
    calledOffBy: uuid(),
    /** When it stood in the dealer's yard, where that was before somebody took it in. */
    droppedOffAt: instant(),
    /** Days after the due day at which it came back, by drop-off or acceptance; null until then. */
    lateDays: integer(),
    excessHours: doublePrecision(),
    /** A swap: the rental that this one goes on for, and the one that goes on for this. */
    replacesRentalId: uuid(),
    replacedByRentalId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "rentals_equipment_fk",
    }),
    foreignKey({
      columns: [t.hostRentalId, t.dealerId],
      foreignColumns: [t.id, t.dealerId],
      name: "rentals_host_fk",
    }),
    foreignKey({
      columns: [t.replacesRentalId, t.dealerId],
      foreignColumns: [t.id, t.dealerId],
      name: "rentals_replaces_fk",
    }),
    foreignKey({
      columns: [t.replacedByRentalId, t.dealerId],
      foreignColumns: [t.id, t.dealerId],
      name: "rentals_replaced_by_fk",
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
    check("rentals_called_off", sql`(call_off_day is null) = (off_rent_at is null)`),
    check("rentals_late", sql`late_days >= 0`),
    check("rentals_meter", sql`engine_end is null or engine_start is null or engine_end >= engine_start`),
    uniqueIndex("rentals_one_out")
      .on(t.equipmentId)
      .where(sql`state in ('ON_RENT', 'PICK_UP_READY')`),
    index("rentals_dealer_state_due_idx").on(t.dealerId, t.state, t.dueAt),
    index("rentals_customer_state_idx").on(t.customerId, t.state, t.dueAt),
    index("rentals_equipment_idx").on(t.equipmentId, t.createdAt),
    index("rentals_site_idx").on(t.siteId),
    // What a dealer's machines of a type are taken for, read without the table.
    index("rentals_busy_idx")
      .on(t.dealerId, t.type, t.equipmentId, t.period, t.state)
      .where(sql`state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY')`),
    index("rentals_reservation_idx")
      .on(t.reservationId)
      .where(sql`reservation_id is not null`),
    index("rentals_host_idx")
      .on(t.hostRentalId)
      .where(sql`host_rental_id is not null`),
    ...policies("rentals", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);

/**
 * A booking over days, by type and quantity or of one machine. Each machine given to it is a rental in state RESERVED with its id; what is
 * not given yet is held by `app.seat_promises`, so that no more is promised than there is.
 */
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
    /** The machine that was asked for by its number; null for any of the type. */
    equipmentId: uuid(),
    /** First and last day at the site, both of them part of it. */
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    /** The same as instants, judged in the site's zone when it was made; half-open. */
    startsAt: instant()
      .notNull()
      .default(sql`now()`),
    endsAt: instant()
      .notNull()
      .default(sql`now()`),
    state: text({ enum: RESERVATION_STATES }).notNull().default("REQUESTED"),
    /** Accessories that are to come along. */
    attachments: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Written on the rentals that come of it. */
    contractNumber: text(),
    poNumber: text(),
    deliveryContact: jsonb().$type<DeliveryContact>(),
    notes: text(),
    requestedBy: uuid(),
    decidedBy: uuid(),
    decidedAt: instant(),
    /** Why it was declined or cancelled. */
    reason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.dealerId, t.customerId],
      foreignColumns: [dealerCustomers.dealerId, dealerCustomers.customerId],
      name: "reservations_relation_fk",
    }),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "reservations_equipment_fk",
    }),
    unique("reservations_id_dealer").on(t.id, t.dealerId),
    check("reservations_one_machine", sql`equipment_id is null or quantity = 1`),
    check("reservations_type", oneOf("type", EQUIPMENT_TYPES)),
    // FULFILLED is written no more: rows that said so are CLOSED since the migration that brought the word.
    check("reservations_state", oneOf("state", [...RESERVATION_STATES, "FULFILLED"])),
    check("reservations_quantity", sql`quantity between 1 and 1000`),
    check("reservations_days", sql`to_day >= from_day`),
    index("reservations_dealer_idx").on(t.dealerId, t.state, t.fromDay),
    index("reservations_customer_idx").on(t.customerId, t.fromDay),
    index("reservations_open_idx")
      .on(t.dealerId, t.type, t.endsAt)
      .where(sql`state in ('REQUESTED', 'CONFIRMED') and equipment_id is null`),
    ...policies("reservations", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);

/** Where a machine was during one rental, once it has moved; a rental that never moved has none and was at its own site. */
export const rentalStays = pgTable(
  "rental_stays",
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
    rentalId: uuid().notNull(),
    fromAt: instant().notNull(),
    /** Null while it is there. */
    toAt: instant(),
  },
  (t) => [
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "rental_stays_rental_fk",
    }),
    check("rental_stays_order", sql`to_at is null or to_at >= from_at`),
    uniqueIndex("rental_stays_one_now")
      .on(t.rentalId)
      .where(sql`to_at is null`),
    index("rental_stays_rental_idx").on(t.rentalId, t.fromAt),
    index("rental_stays_dealer_idx").on(t.dealerId, t.rentalId),
    index("rental_stays_customer_idx").on(t.customerId),
    ...policies("rental_stays", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);

/** What one party of a rental asks of the other, and the answer. */
export const rentalRequests = pgTable(
  "rental_requests",
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
    rentalId: uuid().notNull(),
    kind: text({ enum: REQUEST_KINDS }).notNull(),
    state: text({ enum: REQUEST_STATES }).notNull().default("PENDING"),
    /** EXTEND: the due time asked for, and the one at that moment. */
    askedDueAt: instant(),
    dueAtThen: instant(),
    /** CALL_OFF: the last day of rent at the site; null for at once. */
    askedDay: date({ mode: "string" }),
    reason: text(),
    requestedBy: uuid().notNull(),
    requestedByOrg: uuid().notNull(),
    requestedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    decisionReason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "rental_requests_rental_fk",
    }),
    check("rental_requests_kind", oneOf("kind", REQUEST_KINDS)),
    check("rental_requests_state", oneOf("state", REQUEST_STATES)),
    check("rental_requests_asked", sql`kind <> 'EXTEND' or asked_due_at is not null`),
    check("rental_requests_decided", sql`(state = 'PENDING') = (decided_at is null)`),
    uniqueIndex("rental_requests_one_pending")
      .on(t.rentalId, t.kind)
      .where(sql`state = 'PENDING'`),
    index("rental_requests_dealer_idx").on(t.dealerId, t.state, t.requestedAt),
    index("rental_requests_customer_idx").on(t.customerId, t.state, t.requestedAt),
    index("rental_requests_rental_idx").on(t.rentalId, t.requestedAt),
    ...policies("rental_requests", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.partiesWrite,
    }),
  ],
);
