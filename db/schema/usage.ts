/** What machines did: raw readings as they came, and the day's sum in the site's time zone. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, tenant } from "./columns.ts";
import { policies, scope } from "./policies-sql.ts";

/** Partitioned by month of the device's time; `app.ensure_usage_partition` makes the month that arrives. */
export const usageReadings = pgTable(
  "usage_readings",
  {
    id: uuid()
      .notNull()
      .$defaultFn(() => Bun.randomUUIDv7()),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    source: text().notNull(),
    /** The device's time. */
    at: instant().notNull(),
    receivedAt: createdAt(),
    hourMeter: doublePrecision(),
    idleHours: doublePrecision(),
    fuelUsedL: doublePrecision(),
    fuelRemainingPercent: doublePrecision(),
    defRemainingPercent: doublePrecision(),
    odometerKm: doublePrecision(),
    loadFactorPercent: doublePrecision(),
    altitudeM: doublePrecision(),
    lat: doublePrecision(),
    lon: doublePrecision(),
    accuracyM: doublePrecision(),
    engineRunning: boolean(),
    operatorUserId: uuid(),
    /** Why a reading is kept aside instead of taken for truth. */
    quarantine: text(),
    raw: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.source, t.at] }),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "usage_readings_equipment_fk",
    }),
    index("usage_readings_dealer_idx").on(t.dealerId, t.at),
    index("usage_readings_customer_idx").on(t.customerId, t.at),
    index("usage_readings_equipment_idx").on(t.equipmentId, t.at),
    index("usage_readings_quarantine_idx")
      .on(t.dealerId, t.at)
      .where(sql`quarantine is not null`),
    ...policies("usage_readings", {
      select: scope.partiesAtSite,
      insert: scope.partiesWrite,
      update: scope.dealerWrite,
    }),
  ],
);

export const usageDaily = pgTable(
  "usage_daily",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    /** The local day of the site's time zone. */
    day: date({ mode: "string" }).notNull(),
    runtimeH: doublePrecision().notNull(),
    idleH: doublePrecision().notNull(),
    fuelL: doublePrecision(),
    distanceKm: doublePrecision(),
    hourMeterEnd: doublePrecision(),
    source: text().notNull(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.day] }),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "usage_daily_equipment_fk",
    }),
    check("usage_daily_hours", sql`runtime_h between 0 and 24 and idle_h between 0 and runtime_h`),
    index("usage_daily_dealer_idx").on(t.dealerId, t.day),
    index("usage_daily_customer_idx").on(t.customerId, t.day),
    ...policies("usage_daily", { select: scope.partiesAtSite, insert: scope.partiesWrite, update: scope.partiesWrite }),
  ],
);

/** What the demo planted on purpose, so that detection can be measured against truth. */
export const plantedAnomalies = pgTable(
  "planted_anomalies",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    equipmentId: uuid().notNull(),
    kind: text().notNull(),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    detail: jsonb().notNull(),
  },
  (t) => [
    unique("planted_anomalies_one").on(t.equipmentId, t.kind, t.fromDay),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "planted_anomalies_equipment_fk",
    }),
    index("planted_anomalies_dealer_idx").on(t.dealerId),
    ...policies("planted_anomalies", { select: scope.hq, insert: scope.hq }),
  ],
);
