/**
 * The audit chain. `record` holds exactly the bytes that `self_hash` covers; the other columns repeat parts of it for look-up
 * and verification compares them. Rows enter through `app.append_event` alone; update and delete are refused by grant and trigger.
 */
import { bigint, bigserial, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenant, xid8 } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { sql } from "drizzle-orm";

export const events = pgTable(
  "events",
  {
    /** Order of writing over all chains; with `txid` the tail's position. */
    position: bigserial({ mode: "number" }).primaryKey(),
    txid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    id: uuid().notNull().unique(),
    /** `orgOwnerId` is the organisation whose chain this is. */
    ...tenant(),
    siteId: uuid(),
    equipmentId: uuid(),
    humanId: text(),
    rentalId: uuid(),
    seq: bigint({ mode: "number" }).notNull(),
    type: text().notNull(),
    at: instant().notNull(),
    record: text().notNull(),
    selfHash: text().notNull(),
  },
  (t) => [
    unique("events_chain").on(t.orgOwnerId, t.seq),
    index("events_tail_idx").on(t.txid, t.position),
    index("events_dealer_idx").on(t.dealerId, t.position),
    index("events_customer_idx").on(t.customerId, t.position),
    index("events_equipment_idx").on(t.equipmentId, t.position),
    ...policies("events", { select: scope.partiesOrKeeperAtSite }),
  ],
);

/** Personal data of an event, kept apart so that it can be erased while the chain stays whole: the event holds SHA-256(salt ‖ data). */
export const eventPrivate = pgTable(
  "event_private",
  {
    eventId: uuid()
      .primaryKey()
      .references(() => events.id),
    ...tenant(),
    siteId: uuid(),
    salt: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index("event_private_dealer_idx").on(t.dealerId),
    ...policies("event_private", { select: scope.partiesOrKeeperAtSite, delete: scope.owner }),
  ],
);

/** The last event of each chain; locked while one is appended, and how a cut tail is noticed. */
export const chainHeads = pgTable(
  "chain_heads",
  {
    orgOwnerId: uuid()
      .primaryKey()
      .references(() => organizations.id),
    seq: bigint({ mode: "number" }).notNull(),
    hash: text().notNull(),
  },
  () => [...policies("chain_heads", { select: scope.owner })],
);

/** Signed tree heads over a chain. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    id: id(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    treeSize: bigint({ mode: "number" }).notNull(),
    rootHash: text().notNull(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("checkpoints_size").on(t.orgOwnerId, t.treeSize), ...policies("checkpoints", { select: scope.owner })],
);

/** First applied result of each operation id, kept for good; a refusal is not stored, so that it may be tried again. */
export const operations = pgTable(
  "operations",
  {
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: uuid().notNull(),
    operationId: uuid().notNull(),
    procedure: text().notNull(),
    bodyHash: text().notNull(),
    result: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgOwnerId, t.userId, t.operationId] }),
    ...policies("operations", { select: scope.self, insert: scope.self, update: scope.self }),
  ],
);
