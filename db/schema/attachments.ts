/** Machines that travel with another one: a hammer with a number of its own that goes wherever its excavator goes. */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { equipment } from "./assets.ts";
import { createdAt, tenant } from "./columns.ts";
import { policies, scope } from "./policies-sql.ts";

/** One host carries many attachments, an attachment has one host, and a host travels with nothing itself (`attach` sees to that). */
export const equipmentAttachments = pgTable(
  "equipment_attachments",
  {
    ...tenant(),
    dealerId: uuid().notNull(),
    hostId: uuid().notNull(),
    attachmentId: uuid().notNull(),
    since: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.hostId, t.attachmentId] }),
    unique("equipment_attachments_one_host").on(t.attachmentId),
    foreignKey({
      columns: [t.hostId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "equipment_attachments_host_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.attachmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "equipment_attachments_attachment_fk",
    }).onDelete("cascade"),
    check("equipment_attachments_apart", sql`host_id <> attachment_id`),
    index("equipment_attachments_dealer_idx").on(t.dealerId, t.hostId),
    ...policies("equipment_attachments", {
      select: scope.dealer,
      insert: scope.dealerKnown,
      delete: scope.dealer,
    }),
  ],
);
