/** Forecasts, the advice made from them, and what people answered. */
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { sites } from "./sites.ts";

const SUGGESTION_TYPES = ["MOVE", "EXTEND_OR_RETURN", "SWAP", "MAINTENANCE_WINDOW", "ANTI_LOSS", "FUEL"] as const;
const SUGGESTION_STATES = [
  "OPEN",
  "SNOOZED",
  "AWAITING_CUSTOMER",
  "AWAITING_DEALER",
  "ACCEPTED",
  "DECLINED",
  "WITHDRAWN",
] as const;

/** Units required per site, type and day. Dealers' own knowledge: customers do not read it. */
export const forecasts = pgTable(
  "forecasts",
  {
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid()
      .notNull()
      .references(() => sites.id),
    type: text({ enum: EQUIPMENT_TYPES }).notNull(),
    madeOn: date({ mode: "string" }).notNull(),
    day: date({ mode: "string" }).notNull(),
    p10: doublePrecision().notNull(),
    p50: doublePrecision().notNull(),
    p90: doublePrecision().notNull(),
    model: text().notNull(),
    actual: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.dealerId, t.siteId, t.type, t.madeOn, t.day] }),
    check("forecasts_type", oneOf("type", EQUIPMENT_TYPES)),
    check("forecasts_quantiles", sql`p10 <= p50 and p50 <= p90`),
    ...policies("forecasts", {
      select: scope.dealerAtSite,
      insert: scope.dealerWrite,
      update: scope.dealerWrite,
      delete: scope.dealerAtSite,
    }),
  ],
);

export const suggestions = pgTable(
  "suggestions",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid().references(() => sites.id),
    toSiteId: uuid().references(() => sites.id),
    equipmentId: uuid(),
    type: text({ enum: SUGGESTION_TYPES }).notNull(),
    state: text({ enum: SUGGESTION_STATES }).notNull().default("OPEN"),
    equipmentType: text(),
    quantity: integer().notNull().default(1),
    score: doublePrecision().notNull(),
    confidence: doublePrecision().notNull(),
    factors: jsonb().$type<{ factor: string; points: number; reason: string }[]>().notNull(),
    explanation: text().notNull(),
    earliest: date({ mode: "string" }),
    actorScope: text().notNull(),
    snoozedUntil: instant(),
    createdAt: createdAt(),
    decidedAt: instant(),
  },
  (t) => [
    unique("suggestions_id_dealer").on(t.id, t.dealerId),
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "suggestions_equipment_fk",
    }),
    check("suggestions_type", oneOf("type", SUGGESTION_TYPES)),
    check("suggestions_state", oneOf("state", SUGGESTION_STATES)),
    check("suggestions_score", sql`score between 0 and 100 and confidence between 0 and 1`),
    index("suggestions_dealer_idx").on(t.dealerId, t.state, t.score),
    index("suggestions_customer_idx").on(t.customerId, t.state),
    ...policies("suggestions", { select: scope.partiesAtSite, insert: scope.dealerWrite, update: scope.partiesWrite }),
  ],
);

export const suggestionFeedback = pgTable(
  "suggestion_feedback",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    suggestionId: uuid().notNull(),
    userId: uuid().notNull(),
    decision: text({ enum: ["accept", "decline", "snooze"] }).notNull(),
    reason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.suggestionId, t.dealerId],
      foreignColumns: [suggestions.id, suggestions.dealerId],
      name: "suggestion_feedback_suggestion_fk",
    }),
    check("suggestion_feedback_decision", oneOf("decision", ["accept", "decline", "snooze"])),
    index("suggestion_feedback_dealer_idx").on(t.dealerId, t.createdAt),
    index("suggestion_feedback_suggestion_idx").on(t.suggestionId),
    ...policies("suggestion_feedback", { select: scope.partiesAtSite, insert: scope.partiesWrite }),
  ],
);
