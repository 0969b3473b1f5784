/**
 * What a dealer asks for its machines, and what it grants single customers. Customers read neither table of prices: what holds for
 * a rental is copied onto it at check-out by `app.fix_rate`.
 */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { dealerCustomers, organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

const minor = () => bigint({ mode: "number" });

export const rates = pgTable(
  "rates",
  {
    id: id(),
    /** `customerId` is whom the rate is for; null for everybody. */
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    type: text({ enum: EQUIPMENT_TYPES }),
    equipmentId: uuid(),
    currency: text().notNull(),
    dayMinor: minor().notNull(),
    weekMinor: minor(),
    cycleMinor: minor(),
    hoursPerDay: doublePrecision(),
    hoursPerWeek: doublePrecision(),
    hoursPerCycle: doublePrecision(),
    excessHourMinor: minor(),
    validFrom: date({ mode: "string" }).notNull(),
    /** Taken back: it holds for no check-out from then on. */
    retiredAt: instant(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "rates_equipment_fk",
    }),
    foreignKey({
      columns: [t.dealerId, t.customerId],
      foreignColumns: [dealerCustomers.dealerId, dealerCustomers.customerId],
      name: "rates_relation_fk",
    }),
    check("rates_owner", sql`org_owner_id = dealer_id`),
    check("rates_type", oneOf("type", EQUIPMENT_TYPES)),
    check("rates_about", sql`(type is null) <> (equipment_id is null)`),
    check("rates_currency", sql`currency ~ '^[A-Z]{3}$'`),
    check("rates_amounts", sql`day_minor >= 0 and week_minor >= 0 and cycle_minor >= 0 and excess_hour_minor >= 0`),
    index("rates_dealer_idx").on(t.dealerId, t.type, t.validFrom),
    index("rates_equipment_idx").on(t.equipmentId),
    ...policies("rates", { select: scope.dealer, insert: scope.dealerKnown, update: scope.dealerKnown }),
  ],
);

export const rentalTerms = pgTable(
  "rental_terms",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    customerId: uuid().notNull(),
    /** Null: as the dealer's policy says. */
    graceMinutes: integer(),
    autoExtendDays: integer(),
    nightDropOff: boolean(),
    changedBy: uuid(),
    changedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.dealerId, t.customerId] }),
    foreignKey({
      columns: [t.dealerId, t.customerId],
      foreignColumns: [dealerCustomers.dealerId, dealerCustomers.customerId],
      name: "rental_terms_relation_fk",
    }),
    check("rental_terms_owner", sql`org_owner_id = dealer_id`),
    check("rental_terms_grace", sql`grace_minutes between 0 and 1440`),
    check("rental_terms_auto_extend", sql`auto_extend_days between 0 and 90`),
    ...policies("rental_terms", { select: scope.dealer, insert: scope.dealerKnown, update: scope.dealerKnown }),
  ],
);
