/** Organisations, who works with whom, and who belongs where. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ORG_TYPES, ROLES } from "../../server/domain/iam/claims.ts";
import { REQUEST_STATES } from "../../server/domain/iam/relations.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { policies, scope } from "./policies-sql.ts";
import { users } from "./auth.ts";

const mine =
  "((select app.is_hq()) or id = (select app.org_id()) or id = any((select app.claimed_dealers())::uuid[]) or id = any((select app.claimed_customers())::uuid[]))";

export const organizations = pgTable(
  "organizations",
  {
    id: id(),
    name: text().notNull(),
    type: text({ enum: ORG_TYPES }).notNull(),
    timeZone: text().notNull(),
    units: text({ enum: ["METRIC", "IMPERIAL"] })
      .notNull()
      .default("METRIC"),
    locale: text().notNull().default("en"),
    currency: text().notNull().default("USD"),
    active: boolean().notNull().default(true),
    /** The organisation that brought this one in: it may invite the first administrator, as long as there is none. */
    createdByOrg: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    check("organizations_type", oneOf("type", ORG_TYPES)),
    check("organizations_units", oneOf("units", ["METRIC", "IMPERIAL"])),
    index("organizations_type_idx").on(t.type, t.name),
    ...policies("organizations", {
      select: mine,
      insert: scope.hq,
      update: "((select app.is_hq()) or id = (select app.org_id()))",
    }),
  ],
);

/** A dealer's view of its customer: terms, credit and contacts are that dealer's alone. */
export const dealerCustomers = pgTable(
  "dealer_customers",
  {
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    customerId: uuid()
      .notNull()
      .references(() => organizations.id),
    accountNumber: text(),
    creditLimit: numeric({ precision: 14, scale: 2 }),
    contacts: jsonb().$type<{ name: string; email?: string; phone?: string }[]>().notNull().default([]),
    notes: text(),
    since: createdAt(),
    /** The two no longer work together. The row stays, and with it the history of both. */
    endedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.dealerId, t.customerId] }),
    index("dealer_customers_customer_idx").on(t.customerId),
    check("dealer_customers_owner", sql`org_owner_id = dealer_id`),
    ...policies("dealer_customers", {
      select: scope.dealer,
      // Whom a dealer serves opens that customer's members and sites to it, so the tie is made by HQ.
      insert: scope.hq,
      update: scope.dealerKnown,
      delete: scope.dealer,
    }),
  ],
);

/** A person's place in an organisation. `version` moves with every change and invalidates claims made before it. */
export const memberships = pgTable(
  "memberships",
  {
    id: id(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ROLES }).notNull(),
    /** Sites this member is bound to; null means all of the organisation's. */
    siteIds: uuid().array(),
    displayName: text().notNull(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    changedAt: instant(),
  },
  (t) => [
    unique("memberships_user_org").on(t.userId, t.orgOwnerId),
    index("memberships_org_idx").on(t.orgOwnerId, t.displayName),
    check("memberships_role", oneOf("role", ROLES)),
    ...policies("memberships", {
      select: `${scope.owner} or org_owner_id = any((select app.own_dealers_customers())::uuid[])`,
      insert: scope.owner,
      update: scope.owner,
      delete: scope.owner,
    }),
  ],
);

/**
 * A place in an organisation that waits for the person behind an address. The link's token is known to the mail alone; here
 * stands its SHA-256.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** Whose member invited: the organisation itself, HQ, or the dealer that brought the customer in. */
    invitedByOrg: uuid().notNull(),
    invitedBy: uuid().notNull(),
    email: text().notNull(),
    name: text(),
    role: text({ enum: ROLES }).notNull(),
    siteIds: uuid().array(),
    tokenHash: text().notNull().unique(),
    sends: integer().notNull().default(1),
    createdAt: createdAt(),
    sentAt: createdAt(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    acceptedBy: uuid(),
    revokedAt: instant(),
  },
  (t) => [
    check("invitations_role", oneOf("role", ROLES)),
    index("invitations_org_idx").on(t.orgOwnerId, t.createdAt),
    uniqueIndex("invitations_one_open")
      .on(t.orgOwnerId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    ...policies("invitations", {
      select: `${scope.owner} or invited_by_org = (select app.org_id())`,
      insert: scope.owner,
      update: scope.owner,
    }),
  ],
);

/**
 * A dealer asks the person behind an address to let it serve that person's organisation. Which one that is stays open until
 * somebody there answers, so that asking tells nothing about who is a customer of others.
 */
export const relationRequests = pgTable(
  "relation_requests",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    email: text().notNull(),
    message: text(),
    state: text({ enum: REQUEST_STATES }).notNull().default("PENDING"),
    requestedBy: uuid().notNull(),
    createdAt: createdAt(),
    answeredAt: instant(),
    answeredBy: uuid(),
  },
  (t) => [
    check("relation_requests_state", oneOf("state", REQUEST_STATES)),
    check("relation_requests_owner", sql`org_owner_id = dealer_id`),
    index("relation_requests_dealer_idx").on(t.dealerId, t.createdAt),
    index("relation_requests_email_idx").on(t.email),
    uniqueIndex("relation_requests_one_open")
      .on(t.dealerId, t.email)
      .where(sql`state = 'PENDING'`),
    // Answered and withdrawn through functions, which prove who answers.
    ...policies("relation_requests", { select: scope.dealer, insert: scope.dealerKnown }),
  ],
);
