/** Badges of people who share a phone, and keys of programs. */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ROLES } from "../../server/domain/iam/claims.ts";
import { createdAt, id, instant, oneOf } from "./columns.ts";
import { memberships, organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

/** A badge of a member, for one organisation. What opens it stands in `badge_secrets`, which no tenant reaches. */
export const badges = pgTable(
  "badges",
  {
    id: id(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    state: text({ enum: ["ACTIVE", "REVOKED"] })
      .notNull()
      .default("ACTIVE"),
    /** The last digits of its number, to tell one card from another. */
    numberHint: text().notNull(),
    issuedBy: uuid().notNull(),
    issuedAt: createdAt(),
    revokedAt: instant(),
    lastUsedAt: instant(),
    /** PINs tried since the last right one, those under way included. */
    failedAttempts: integer().notNull().default(0),
    lockedAt: instant(),
  },
  (t) => [
    check("badges_state", oneOf("state", ["ACTIVE", "REVOKED"])),
    foreignKey({
      name: "badges_membership_fk",
      columns: [t.userId, t.orgOwnerId],
      foreignColumns: [memberships.userId, memberships.orgOwnerId],
    }).onDelete("cascade"),
    index("badges_org_idx").on(t.orgOwnerId, t.userId),
    uniqueIndex("badges_one_active")
      .on(t.orgOwnerId, t.userId)
      .where(sql`state = 'ACTIVE'`),
    ...policies("badges", { select: scope.owner, insert: scope.owner, update: scope.owner }),
  ],
);

/** Keyed hashes of what a card carries, and the slow hash of its PIN. */
export const badgeSecrets = pgTable("badge_secrets", {
  badgeId: uuid()
    .primaryKey()
    .references(() => badges.id, { onDelete: "cascade" }),
  tokenHash: text().notNull().unique(),
  numberHash: text().notNull().unique(),
  pinHash: text().notNull(),
});

/** A program that acts for an organisation with one role, narrowed to scopes. Of its key only the SHA-256 is kept. */
export const apiClients = pgTable(
  "api_clients",
  {
    id: id(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    scopes: text().array().notNull(),
    /** The key's beginning, by which people tell keys apart. */
    keyPrefix: text().notNull(),
    keyHash: text().notNull().unique(),
    createdBy: uuid().notNull(),
    createdAt: createdAt(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    check("api_clients_role", oneOf("role", ROLES)),
    index("api_clients_org_idx").on(t.orgOwnerId, t.createdAt),
    ...policies("api_clients", { select: scope.owner, insert: scope.owner, update: scope.owner }),
  ],
);
