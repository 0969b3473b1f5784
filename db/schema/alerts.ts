/** One live alert per machine and kind; it says why it opened, who has it and what cleared it. */
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
    equipmentId: uuid().notNull(),
    rentalId: uuid(),
    humanId: text().notNull(),
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
    index("alerts_dealer_idx").on(t.dealerId, t.state, t.openedAt),
    index("alerts_customer_idx").on(t.customerId, t.state, t.openedAt),
    ...policies("alerts", { select: scope.partiesAtSite, insert: scope.dealerWrite, update: scope.partiesWrite }),
  ],
);
