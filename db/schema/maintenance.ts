/** Service by hours and by date, repairs, and the tasks that people carry out. */
import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { MAINTENANCE_KINDS, MAINTENANCE_STATES, WORKSHOPS, type Part } from "../../server/domain/maintenance/words.ts";
import { TASK_KINDS, TASK_STATES, type TaskAnswers } from "../../server/domain/tasks/words.ts";
import { equipment } from "./assets.ts";
import { createdAt, id, instant, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";
import { rentals } from "./rentals.ts";
import { sites } from "./sites.ts";
import { SEVERITIES } from "../../server/domain/inspections/words.ts";

const uuids = () =>
  uuid()
    .array()
    .notNull()
    .default(sql`'{}'`);

/** An operator sees and works on what is assigned to them; everybody else on what their organisation has to do with. */
const mine =
  "((select app.claims()) ->> 'role' is distinct from 'OPERATOR' or assignee_user_id = (select app.user_id()))";

export const maintenance = pgTable(
  "maintenance",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid().notNull(),
    siteId: uuid(),
    equipmentId: uuid().notNull(),
    kind: text({ enum: MAINTENANCE_KINDS }).notNull().default("SERVICE"),
    /** The service's name, or for a repair what is wrong. */
    service: text().notNull(),
    intervalH: integer().notNull().default(250),
    /** Also by the calendar, for services that fall due unused. */
    intervalDays: integer(),
    dueAtHours: doublePrecision(),
    dueAt: instant(),
    severity: text({ enum: SEVERITIES }),
    plannedFor: instant(),
    workshop: text({ enum: WORKSHOPS }),
    technicianUserId: uuid(),
    state: text({ enum: MAINTENANCE_STATES }).notNull().default("OPEN"),
    startedAt: instant(),
    doneAt: instant(),
    doneAtHours: doublePrecision(),
    doneBy: uuid(),
    deferredUntil: instant(),
    deferReason: text(),
    parts: jsonb().$type<Part[]>().notNull().default([]),
    photos: uuids(),
    notes: text(),
    /** What made it, such as one failed item of an inspection; the same cause makes one order. */
    causeKind: text(),
    causeId: text(),
    inspectionId: uuid(),
    rentalId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.equipmentId, t.dealerId],
      foreignColumns: [equipment.id, equipment.dealerId],
      name: "maintenance_equipment_fk",
    }),
    check("maintenance_state", oneOf("state", MAINTENANCE_STATES)),
    check("maintenance_kind", oneOf("kind", MAINTENANCE_KINDS)),
    check("maintenance_severity", oneOf("severity", SEVERITIES)),
    check("maintenance_workshop", oneOf("workshop", WORKSHOPS)),
    check("maintenance_due", sql`kind = 'REPAIR' or due_at_hours is not null or due_at is not null`),
    check("maintenance_cause", sql`(cause_kind is null) = (cause_id is null)`),
    uniqueIndex("maintenance_cause_once")
      .on(t.dealerId, t.causeKind, t.causeId)
      .where(sql`cause_kind is not null`),
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
    /** Snapshot of the machine's number: a customer reads it after the return, too. */
    humanId: text(),
    rentalId: uuid(),
    kind: text({ enum: TASK_KINDS }).notNull(),
    state: text({ enum: TASK_STATES }).notNull().default("OPEN"),
    /** Words of who made it; without them a screen says what the kind and the machine say. */
    title: text(),
    assigneeUserId: uuid(),
    assigneeOrgId: uuid(),
    /** Number plate or name of the truck, by which the calendar finds two loads at once. */
    truck: text(),
    dueAt: instant(),
    plannedFrom: instant(),
    plannedTo: instant(),
    startedAt: instant(),
    startedBy: uuid(),
    doneAt: instant(),
    doneBy: uuid(),
    answers: jsonb().$type<TaskAnswers>(),
    photos: uuids(),
    notes: text(),
    cancelledAt: instant(),
    cancelReason: text(),
    /** What made it; the same cause makes one task of a kind. */
    causeKind: text().notNull().default("HAND"),
    causeId: text()
      .notNull()
      .default(sql`gen_random_uuid()::text`),
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
    check("tasks_window", sql`(planned_from is null) = (planned_to is null) and planned_to > planned_from`),
    check("tasks_assigned", sql`state <> 'ASSIGNED' or assignee_user_id is not null`),
    uniqueIndex("tasks_cause_once").on(t.dealerId, t.causeKind, t.causeId, t.kind),
    index("tasks_dealer_idx").on(t.dealerId, t.state, t.dueAt),
    index("tasks_window_idx").on(t.dealerId, t.plannedFrom),
    index("tasks_rental_idx").on(t.rentalId),
    index("tasks_customer_idx").on(t.customerId, t.state, t.dueAt),
    index("tasks_assignee_idx").on(t.assigneeUserId, t.state),
    ...policies("tasks", {
      select: `${scope.partiesAtSite} and ${mine}`,
      insert: scope.partiesWrite,
      update: `${scope.partiesWrite} and ${mine}`,
    }),
  ],
);
