/** Faults of machines as lives, and what their sources said of them, from which the lives are reckoned. */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { FAULT_LEVELS } from "../../server/domain/faults/j1939.ts";
import { equipment } from "./assets.ts";
import { id, instant, oneOf, tenant } from "./columns.ts";
import { maintenance } from "./maintenance.ts";
import { policies, scope } from "./policies-sql.ts";

/** What a source said of a machine's faults at one moment, by their keys: `server/domain/faults/told.ts`. */
export const machineFaultReports = pgTable(
  "machine_fault_reports",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    equipmentId: uuid().notNull(),
    source: text().notNull(),
    at: instant().notNull(),
    occurred: text().array().notNull(),
    /** All that were active then; null where the source told of some. */
    listed: text().array(),
    /** Called inactive. */
    ended: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.equipmentId, t.source, t.at] }),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "machine_fault_reports_equipment_fk",
    }),
    index("machine_fault_reports_dealer_idx").on(t.dealerId, t.equipmentId, t.at),
    ...policies("machine_fault_reports", {
      select: scope.dealer,
      insert: scope.dealerKnown,
      update: scope.dealerKnown,
    }),
  ],
);

/**
 * A fault from its first report until it is cleared. Written anew with every change (`server/features/faults/write-lives.ts`), since its
 * customer is who had the machine at its last report.
 */
export const machineFaultLives = pgTable(
  "machine_fault_lives",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    source: text().notNull(),
    /** Which fault it is, however the source spells it. */
    faultKey: text().notNull(),
    code: text().notNull(),
    /** J1939. */
    spn: integer(),
    fmi: integer(),
    component: text(),
    description: text(),
    /** As the source calls it, and what that and the failure mode come to. */
    severity: text(),
    level: text({ enum: FAULT_LEVELS }).notNull(),
    /** By the machine's clock. */
    openedAt: instant().notNull(),
    lastAt: instant().notNull(),
    clearedAt: instant(),
    times: integer().notNull(),
    /** The latest order for its repair. */
    workId: uuid().references(() => maintenance.id),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "machine_fault_lives_equipment_fk",
    }),
    check("machine_fault_lives_level", oneOf("level", FAULT_LEVELS)),
    check("machine_fault_lives_order", sql`opened_at <= last_at and last_at <= coalesce(cleared_at, last_at)`),
    uniqueIndex("machine_fault_lives_one_open")
      .on(t.equipmentId, t.source, t.faultKey)
      .where(sql`cleared_at is null`),
    index("machine_fault_lives_equipment_idx").on(t.equipmentId, t.source, t.lastAt),
    index("machine_fault_lives_dealer_idx").on(t.dealerId, t.lastAt),
    index("machine_fault_lives_board_idx")
      .on(t.dealerId, t.openedAt)
      .where(sql`cleared_at is null and level in ('SEVERE', 'MODERATE')`),
    index("machine_fault_lives_customer_idx")
      .on(t.customerId, t.openedAt)
      .where(sql`cleared_at is null and level in ('SEVERE', 'MODERATE')`),
    ...policies("machine_fault_lives", {
      select: scope.partiesAtSite,
      insert: scope.dealerWrite,
      delete: scope.dealerAtSite,
    }),
  ],
);
