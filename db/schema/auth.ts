/** Identity tables of better-auth. Global, not tenant data: only the `app_service` role reaches them, never `app_user`. */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { SIGN_IN_METHODS } from "../../server/domain/credentials/session.ts";
import { id, instant, oneOf } from "./columns.ts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const users = pgTable("users", {
  id: id(),
  name: text().notNull(),
  /** Null for people who sign in by badge alone. */
  email: text().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  locale: text(),
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment().notNull().defaultNow(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    token: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The organisation this session acts for; null means the person's first membership. */
    activeOrgId: uuid(),
    /** How the person signed in. */
    method: text({ enum: SIGN_IN_METHODS }).notNull().default("CODE"),
    /** The badge behind a session of a shared phone: revoking it ends the session. */
    badgeId: uuid(),
    /** The role that the token was given for; a change of role changes the token. */
    role: text(),
    /** The token before the last change, still good until then for calls that were under way. */
    previousToken: text(),
    previousUntil: moment(),
    /** When it ends unless it is used, and never after `endsAt`. */
    expiresAt: moment().notNull(),
    endsAt: moment()
      .notNull()
      .default(sql`now() + interval '30 days'`),
    lastSeenAt: moment().notNull().defaultNow(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    check("sessions_method", oneOf("method", SIGN_IN_METHODS)),
    index("sessions_user_idx").on(t.userId),
    index("sessions_expiry_idx").on(t.expiresAt),
    index("sessions_badge_idx").on(t.badgeId),
    index("sessions_previous_idx").on(t.previousToken),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    password: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index("accounts_user_idx").on(t.userId)],
);

export const verifications = pgTable(
  "verifications",
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index("verifications_identifier_idx").on(t.identifier)],
);

export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    name: text(),
    publicKey: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    credentialID: text("credential_id").notNull().unique(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: moment().defaultNow(),
    lastUsedAt: moment(),
  },
  (t) => [index("passkeys_user_idx").on(t.userId)],
);

export const jwks = pgTable("jwks", {
  id: id(),
  alg: text().notNull().default("EdDSA"),
  crv: text().notNull().default("Ed25519"),
  publicKey: text().notNull(),
  privateKey: text().notNull(),
  createdAt: moment().notNull().defaultNow(),
  /** From then on it signs nothing; what it has signed is good until that expires. */
  expiresAt: moment(),
});

/** Failed and sent one-time codes, counted per account and per network in fixed windows. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowStartedAt: instant().notNull(),
});
