/**
 * One live alert per machine and kind, or per feed and kind; it says why it opened, who has it and what cleared it. And when each
 * machine is to be looked at next, so that a sweep reads those alone of which something is new.
 */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES } from "../../server/domain/alerts/schema.ts";
import { equipment } from "./assets.ts";
import { id, instant, oneOf, tenant } from "./columns.ts";
import { policies, scope } from "./policies-sql.ts";
import { rentals } from "./rentals.ts";

export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    /** Null for an alert about a whole feed, which is named by `feedKey`: a source's id, or the feed's name. */
    equipmentId: uuid(),
    rentalId: uuid(),
    humanId: text(),
    feedKey: text(),
    kind: text({ enum: ALERT_KINDS }).notNull(),
    severity: text({ enum: ALERT_SEVERITIES }).notNull(),
    state: text({ enum: ALERT_STATES }).notNull().default("OPEN"),
    /** A sentence in English and the numbers that made it, from which screens write their own language. */
    reason: text().notNull(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    openedAt: instant().notNull(),
    acknowledgedAt: instant(),
    acknowledgedBy: uuid(),
    assigneeUserId: uuid(),
    snoozedUntil: instant(),
    snoozedBy: uuid(),
    /** When nobody had acknowledged it for too long. */
    escalatedAt: instant(),
    resolvedAt: instant(),
    clearedBy: text(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "alerts_equipment_fk",
    }),
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "alerts_rental_fk",
    }),
    check("alerts_kind", oneOf("kind", ALERT_KINDS)),
    check("alerts_severity", oneOf("severity", ALERT_SEVERITIES)),
    check("alerts_state", oneOf("state", ALERT_STATES)),
    uniqueIndex("alerts_one_live")
      .on(t.equipmentId, t.kind)
      .where(sql`state <> 'RESOLVED'`),
    uniqueIndex("alerts_one_live_feed")
      .on(t.dealerId, t.feedKey, t.kind)
      .where(sql`state <> 'RESOLVED' and feed_key is not null`),
    check(
      "alerts_about",
      sql`(equipment_id is null) = (feed_key is not null) and (human_id is null) = (equipment_id is null)`,
    ),
    check("alerts_snoozed", sql`state <> 'SNOOZED' or snoozed_until is not null`),
    index("alerts_equipment_idx").on(t.equipmentId, t.openedAt),
    index("alerts_dealer_idx").on(t.dealerId, t.state, t.openedAt),
    index("alerts_customer_idx").on(t.customerId, t.state, t.openedAt),
    ...policies("alerts", { select: scope.partiesAtSite, insert: scope.dealerWrite, update: scope.partiesWrite }),
  ],
);

/** The triggers on what the rules read set `lookAt` to minus infinity, which is "at once". */
export const alertWatches = pgTable(
  "alert_watches",
  {
    equipmentId: uuid()
      .primaryKey()
      .references(() => equipment.id, { onDelete: "cascade" }),
    dealerId: uuid().notNull(),
    lookAt: instant().notNull(),
  },
  (t) => [index("alert_watches_due_idx").on(t.dealerId, t.lookAt)],
);
