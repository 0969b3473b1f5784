import { and, asc, desc, eq, gt, inArray, isNull, lt, notInArray, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { centroidOf } from "../../domain/sites/geofence.ts";
import { findConflicts } from "../../domain/tasks/conflicts.ts";
import {
  MAX_CALENDAR_TASKS,
  type listTasksInput,
  type Task,
  type taskCalendarInput,
  type TaskPlace,
} from "../../domain/tasks/schema.ts";
import { completesWork } from "../maintenance/work-of-task.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { mayPlan, mayWork } from "./may.ts";

const toSites = alias(sites, "to_sites");
const site = { id: sites.id, name: sites.name, timeZone: sites.timeZone, geofence: sites.geofence };
const toSite = { id: toSites.id, name: toSites.name, timeZone: toSites.timeZone, geofence: toSites.geofence };

/** When it is to be done, and when it was over; what has no time comes last. */
const ahead = sql`coalesce(${tasks.plannedFrom}, ${tasks.dueAt}, 'infinity')`;
const over = sql`coalesce(${tasks.doneAt}, ${tasks.cancelledAt}, ${tasks.createdAt})`;

const selectTasks = (tx: Tenant["tx"]) =>
  tx
    .select({
      task: tasks,
      customerName: organizations.name,
      site,
      toSite,
      machine: { type: equipment.type, make: equipment.make, model: equipment.model },
      assigneeName: memberships.displayName,
      ahead: sql<string>`${ahead}::text`,
      over: sql<string>`${over}::text`,
    })
    .from(tasks)
    .leftJoin(organizations, eq(organizations.id, tasks.customerId))
    .leftJoin(sites, eq(sites.id, tasks.siteId))
    .leftJoin(toSites, eq(toSites.id, tasks.toSiteId))
    .leftJoin(equipment, eq(equipment.id, tasks.equipmentId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, tasks.assigneeUserId), eq(memberships.orgOwnerId, tasks.assigneeOrgId)),
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectTasks>["limit"]>>[number];
const iso = (at: Date | null) => at?.toISOString() ?? null;
const placeOf = (row: Row["site"]): TaskPlace | null =>
  row && { id: row.id, name: row.name, timeZone: row.timeZone, ...centroidOf(row.geofence) };

function toTask({ task, ...names }: Row, actor: Claims): Task {
  return {
    id: task.id,
    kind: task.kind,
    state: task.state,
    title: task.title,
    dealerId: task.dealerId,
    customerId: task.customerId,
    customerName: names.customerName,
    site: placeOf(names.site),
    toSite: placeOf(names.toSite),
    equipmentId: task.equipmentId,
    humanId: task.humanId,
    machine: names.machine,
    rentalId: task.rentalId,
    assigneeUserId: task.assigneeUserId,
    assigneeName: names.assigneeName,
    mine: task.assigneeUserId === actor.sub && task.assigneeOrgId === actor.orgId,
    truck: task.truck,
    dueAt: iso(task.dueAt),
    plannedFrom: iso(task.plannedFrom),
    plannedTo: iso(task.plannedTo),
    startedAt: iso(task.startedAt),
    doneAt: iso(task.doneAt),
    cancelledAt: iso(task.cancelledAt),
    cancelReason: task.cancelReason,
    answers: task.answers,
    photos: task.photos,
    notes: task.notes,
    mayPlan: mayPlan(actor, task),
    mayWork: mayWork(actor, task),
    needsMeter: completesWork(actor, task),
    createdAt: task.createdAt.toISOString(),
  };
}

/** Tasks that the actor sees: those to be done, soonest first, or the closed ones, newest first. */
export async function listTasks({ tx, actor }: Tenant, input: z.infer<typeof listTasksInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const closed = input.state ? input.state === "DONE" || input.state === "CANCELLED" : input.closed;
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, tasks),
    input.state
      ? eq(tasks.state, input.state)
      : (closed ? inArray : notInArray)(tasks.state, ["DONE", "CANCELLED"] as const),
    input.mine ? and(eq(tasks.assigneeUserId, actor.sub), eq(tasks.assigneeOrgId, actor.orgId)) : undefined,
    input.kind ? eq(tasks.kind, input.kind) : undefined,
    input.siteId ? eq(tasks.siteId, input.siteId) : undefined,
    input.customerId ? eq(tasks.customerId, input.customerId) : undefined,
    input.humanId ? eq(tasks.humanId, input.humanId) : undefined,
    input.rentalId ? eq(tasks.rentalId, input.rentalId) : undefined,
    input.assigneeUserId ? eq(tasks.assigneeUserId, input.assigneeUserId) : undefined,
    cursor
      ? closed
        ? sql`(${over}, ${tasks.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
        : sql`(${ahead}, ${tasks.id}) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
      : undefined,
  ];
  const rows = await selectTasks(tx)
    .where(and(...conditions))
    .orderBy(...(closed ? [desc(over), desc(tasks.id)] : [asc(ahead), asc(tasks.id)]))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [closed ? row.over : row.ahead, row.task.id]);
  return { items: items.map((row) => toTask(row, actor)), nextCursor };
}

/** One task as the actor sees it. Throws `not_found`. */
export async function getTask({ tx, actor }: Tenant, id: string): Promise<Task> {
  const [row] = await selectTasks(tx).where(eq(tasks.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toTask(row, actor);
}

/** What is planned in a period, what waits for a window, and who or what would be in two places at once. */
export async function taskCalendar({ tx, actor }: Tenant, input: z.infer<typeof taskCalendarInput>) {
  const rows = await selectTasks(tx)
    .where(
      and(
        ownedBy(actor, tasks),
        lt(tasks.plannedFrom, new Date(input.to)),
        gt(tasks.plannedTo, new Date(input.from)),
        sql`${tasks.state} <> 'CANCELLED'`,
      ),
    )
    .orderBy(asc(tasks.plannedFrom), asc(tasks.id))
    .limit(MAX_CALENDAR_TASKS + 1);
  const waiting = await selectTasks(tx)
    .where(and(ownedBy(actor, tasks), isNull(tasks.plannedFrom), notInArray(tasks.state, ["DONE", "CANCELLED"])))
    .orderBy(asc(ahead), asc(tasks.id))
    .limit(100);
  const items = rows.slice(0, MAX_CALENDAR_TASKS).map((row) => toTask(row, actor));
  return {
    items,
    unplanned: waiting.map((row) => toTask(row, actor)),
    conflicts: findConflicts(items.filter(({ state }) => state !== "DONE")),
    truncated: rows.length > MAX_CALENDAR_TASKS,
  };
}
