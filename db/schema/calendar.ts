/** Calendar feeds that a person subscribes to from a calendar program, and what each feed has told so far. */
import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenant } from "./columns.ts";
import { memberships } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    id: id(),
    ...tenant(),
    userId: uuid().notNull(),
    /** The feed speaks for this membership, and falls silent with it. */
    membershipId: uuid()
      .notNull()
      .references(() => memberships.id, { onDelete: "cascade" }),
    /** SHA-256 of the token in the address, as hex: the address itself is shown once and kept nowhere. */
    tokenHash: text().notNull(),
    createdAt: createdAt(),
    lastFetchedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    unique("calendar_feeds_token").on(t.tokenHash),
    unique("calendar_feeds_id_user").on(t.id, t.userId),
    index("calendar_feeds_user_idx").on(t.userId, t.orgOwnerId),
    index("calendar_feeds_membership_idx").on(t.membershipId),
    ...policies("calendar_feeds", { select: scope.self, insert: scope.self, update: scope.self }),
  ],
);

/** The last state of an entry that was told, so that a change of it carries a higher SEQUENCE (RFC 5545, 3.8.7.4). */
export const calendarEntries = pgTable(
  "calendar_entries",
  {
    ...tenant(),
    userId: uuid().notNull(),
    feedId: uuid().notNull(),
    uid: text().notNull(),
    /** SHA-256 of what the entry says, as hex. */
    contentHash: text().notNull(),
    sequence: integer().notNull().default(0),
    modifiedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.feedId, t.uid] }),
    foreignKey({
      columns: [t.feedId, t.userId],
      foreignColumns: [calendarFeeds.id, calendarFeeds.userId],
      name: "calendar_entries_feed_fk",
    }).onDelete("cascade"),
    index("calendar_entries_user_idx").on(t.userId, t.feedId),
    ...policies("calendar_entries", {
      select: scope.self,
      insert: scope.self,
      update: scope.self,
      delete: scope.self,
    }),
  ],
);
