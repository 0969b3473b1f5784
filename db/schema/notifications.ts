/** Where a person wants to be told, and what they were told. */
import { boolean, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    endpoint: text().notNull(),
    keys: jsonb().$type<{ p256dh: string; auth: string }>().notNull(),
    active: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    unique("push_subscriptions_endpoint").on(t.userId, t.endpoint),
    ...policies("push_subscriptions", {
      select: scope.self,
      insert: scope.self,
      update: scope.self,
      delete: scope.self,
    }),
  ],
);

export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    kind: text().notNull(),
    alertId: uuid(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    readAt: instant(),
  },
  (t) => [
    index("notifications_user_idx").on(t.userId, t.createdAt),
    ...policies("notifications", { select: scope.self, insert: scope.owner, update: scope.self, delete: scope.self }),
  ],
);
