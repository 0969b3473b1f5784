/** Where a person wants to be told, how, and what they were told. Jobs reach these through definer functions alone. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { ALERT_SEVERITIES } from "../../server/domain/alerts/schema.ts";
import type { NotificationSettings } from "../../server/domain/notifications/settings.ts";
import { CHANGES, LANGUAGES } from "../../server/domain/notifications/words.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

/** A browser that may be told; it is, as long as the session lives that it was entered from. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    /** Null for a subscription entered with a token. */
    sessionId: uuid(),
    /** A browser has one, whoever uses it; who enters it last has it. */
    endpoint: text().notNull(),
    keys: jsonb().$type<{ p256dh: string; auth: string }>().notNull(),
    language: text({ enum: LANGUAGES }).notNull().default("en"),
    /** What kind of device it is, as the browser says it. */
    label: text().notNull().default(""),
    createdAt: createdAt(),
    lastUsedAt: instant(),
    /** In a row, since it last worked. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    unique("push_subscriptions_endpoint").on(t.endpoint),
    index("push_subscriptions_user_idx").on(t.userId),
    check("push_subscriptions_language", oneOf("language", LANGUAGES)),
    ...policies("push_subscriptions", {
      select: scope.self,
      insert: scope.self,
      update: scope.self,
      delete: scope.self,
    }),
  ],
);

/** What a person has chosen for an organisation, newest last; who has chosen nothing has the defaults of their role. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    settings: jsonb().$type<NotificationSettings>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("notification_preferences_user_idx").on(t.userId, t.orgOwnerId, t.id),
    ...policies("notification_preferences", { select: scope.self, insert: scope.self }),
  ],
);

/** One for each person and change of an alert that they are told of. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    /** What became of the alert. */
    kind: text({ enum: CHANGES }).notNull(),
    alertId: uuid().notNull(),
    /** The event that it tells of: it is told once. */
    eventId: uuid().notNull(),
    severity: text({ enum: ALERT_SEVERITIES }).notNull(),
    inApp: boolean().notNull(),
    /** When it is to be pushed, at the earliest; null where it is not, or not any more. */
    pushAt: instant(),
    pushTries: integer().notNull().default(0),
    pushedAt: instant(),
    digest: boolean().notNull().default(false),
    digestedAt: instant(),
    createdAt: createdAt(),
    readAt: instant(),
  },
  (t) => [
    unique("notifications_once").on(t.userId, t.eventId),
    check("notifications_kind", oneOf("kind", CHANGES)),
    check("notifications_severity", oneOf("severity", ALERT_SEVERITIES)),
    index("notifications_user_idx").on(t.userId, t.createdAt),
    index("notifications_unread_idx")
      .on(t.userId, t.orgOwnerId)
      .where(sql`read_at is null and in_app`),
    index("notifications_alert_idx").on(t.alertId, t.userId),
    index("notifications_push_idx")
      .on(t.pushAt)
      .where(sql`push_at is not null and pushed_at is null`),
    index("notifications_pushed_idx")
      .on(t.userId, t.pushedAt)
      .where(sql`pushed_at is not null`),
    index("notifications_digest_idx")
      .on(t.userId, t.orgOwnerId)
      .where(sql`digest and digested_at is null`),
    ...policies("notifications", { select: scope.self, update: scope.self }),
  ],
);

/** How far a dealer's chain has been read for what people are to be told. */
export const notificationProgress = pgTable("notification_progress", {
  dealerId: uuid().primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
});
