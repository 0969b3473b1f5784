/** Photographs and documents. Bytes lie in the file store under `id`; this row says whose they are and what they must be. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

const MEDIA_STATES = ["PENDING", "STORED", "ATTACHED"] as const;

const uploader = "org_owner_id = (select app.org_id()) and uploaded_by = (select app.user_id())";
/** Until it is attached a file belongs to the uploader's organisation alone; the record it is attached to gives it its tenants. */
const readable = `(${scope.partiesAtSite}) or (state <> 'ATTACHED' and ${uploader})`;
/** Tenants are given by those who may write records of theirs, or a picture could be put before strangers. */
const own = `(select app.is_hq()) or (${uploader} and ((dealer_id is null and customer_id is null) or (${scope.partiesWrite})))`;

export const media = pgTable(
  "media",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid(),
    equipmentId: uuid(),
    rentalId: uuid(),
    purpose: text().notNull(),
    contentType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    state: text({ enum: MEDIA_STATES }).notNull().default("PENDING"),
    uploadedBy: uuid().notNull(),
    storedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    check("media_state", oneOf("state", MEDIA_STATES)),
    check("media_bytes", sql`bytes > 0`),
    check("media_attached", sql`state <> 'ATTACHED' or dealer_id is not null`),
    index("media_dealer_idx").on(t.dealerId, t.createdAt),
    index("media_equipment_idx").on(t.equipmentId, t.createdAt),
    index("media_rental_idx").on(t.rentalId),
    ...policies("media", { select: readable, insert: own, update: own }),
  ],
);
