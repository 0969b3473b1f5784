/** Service by hours and by date, and the tasks that people carry out. */
import { sql } from "drizzle-orm";
import { check, doublePrecision, foreignKey, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { rentals } from "./rentals.ts";
import { sites } from "./sites.ts";

const MAINTENANCE_STATES = ["OPEN", "PLANNED", "IN_WORK", "DONE"] as const;
const TASK_KINDS = ["TRANSPORT", "PICK_UP", "SERVICE", "INSPECTION"] as const;
const TASK_STATES = ["OPEN", "ASSIGNED", "IN_WORK", "DONE", "CANCELLED"] as const;

export const maintenance = pgTable(
  "maintenance",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    service: text().notNull(),
    intervalH: integer().notNull().default(250),
    dueAtHours: doublePrecision(),
    dueAt: instant(),
    plannedFor: instant(),
    state: text({ enum: MAINTENANCE_STATES }).notNull().default("OPEN"),
    doneAt: instant(),
    doneAtHours: doublePrecision(),
    notes: text(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "maintenance_equipment_fk",
    }),
    check("maintenance_state", oneOf("state", MAINTENANCE_STATES)),
    check("maintenance_due", sql`due_at_hours is not null or due_at is not null`),
    index("maintenance_dealer_idx").on(t.dealerId, t.state, t.dueAt),
    index("maintenance_equipment_idx").on(t.equipmentId, t.state),
    ...policies("maintenance", { select: scope.partiesAtSite, insert: scope.dealerWrite, update: scope.dealerWrite }),
  ],
);

export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    siteId: uuid().references(() => sites.id),
    toSiteId: uuid().references(() => sites.id),
    equipmentId: uuid(),
    rentalId: uuid(),
    kind: text({ enum: TASK_KINDS }).notNull(),
    state: text({ enum: TASK_STATES }).notNull().default("OPEN"),
    title: text().notNull(),
    assigneeUserId: uuid(),
    dueAt: instant(),
    doneAt: instant(),
    answers: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "tasks_equipment_fk",
    }),
    foreignKey({
      columns: [t.rentalId, t.dealerId],
      foreignColumns: [rentals.id, rentals.dealerId],
      name: "tasks_rental_fk",
    }),
    check("tasks_kind", oneOf("kind", TASK_KINDS)),
    check("tasks_state", oneOf("state", TASK_STATES)),
    index("tasks_dealer_idx").on(t.dealerId, t.state, t.dueAt),
    index("tasks_customer_idx").on(t.customerId, t.state, t.dueAt),
    index("tasks_assignee_idx").on(t.assigneeUserId, t.state),
    ...policies("tasks", { select: scope.partiesAtSite, insert: scope.partiesWrite, update: scope.partiesWrite }),
  ],
);
