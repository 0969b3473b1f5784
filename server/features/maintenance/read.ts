import { and, asc, desc, eq, gte, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { sites } from "../../../db/schema/sites.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { EQUIPMENT_TYPES } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { predictDue } from "../../domain/maintenance/due.ts";
import { MAX_COLUMN, type listWorkInput, type Work, type workBoardInput } from "../../domain/maintenance/schema.ts";
import { alertLimitsFor, DEFAULT_THRESHOLDS } from "../../domain/policies/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";

const PACE_DAYS = 28;
const DONE_DAYS = 14;
const DAY_MS = 86_400_000;

/** Hours a day of late, days without work counted. */
const paceOf = (now: Date) => {
  const since = new Date(now.getTime() - PACE_DAYS * DAY_MS).toISOString().slice(0, 10);
  return sql<number | null>`(select sum(${usageDaily.runtimeH}) / ${PACE_DAYS}::float8 from ${usageDaily}
    where ${usageDaily.equipmentId} = ${maintenance.equipmentId} and ${usageDaily.day} >= ${since}::date)`;
};

/** Planned, due by date, or never: by this lists are paged, since predictions move while one pages. */
const ahead = sql`coalesce(${maintenance.plannedFor}, ${maintenance.dueAt}, 'infinity')`;

const selectWork = (tx: Tenant["tx"], now: Date) =>
  tx
    .select({
      work: maintenance,
      humanId: equipment.humanId,
      hourMeter: equipment.hourMeter,
      type: equipment.type,
      make: equipment.make,
      model: equipment.model,
      status: equipment.status,
      siteName: sites.name,
      timeZone: sites.timeZone,
      technicianName: memberships.displayName,
      averageDailyHours: paceOf(now).mapWith((value: unknown) => (value === null ? null : Number(value))),
      ahead: sql<string>`${ahead}::text`,
    })
    .from(maintenance)
    .leftJoin(equipment, eq(equipment.id, maintenance.equipmentId))
    .leftJoin(sites, eq(sites.id, sql`coalesce(${equipment.siteId}, ${maintenance.siteId})`))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, maintenance.technicianUserId), eq(memberships.orgOwnerId, maintenance.dealerId)),
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectWork>["limit"]>>[number];
const iso = (at: Date | null) => at?.toISOString() ?? null;

function toWork({ work, ...of }: Row, now: Date): Work {
  const averageDailyHours = of.averageDailyHours === null ? null : Math.round(of.averageDailyHours * 10) / 10;
  const due = predictDue({ ...work, hourMeter: of.hourMeter, averageDailyHours, now });
  return {
    id: work.id,
    kind: work.kind,
    service: work.service,
    state: work.state,
    severity: work.severity,
    dealerId: work.dealerId,
    equipmentId: work.equipmentId,
    humanId: of.humanId,
    machine:
      of.type && of.make && of.model && of.status
        ? { type: of.type, make: of.make, model: of.model, status: of.status }
        : null,
    hourMeter: of.hourMeter,
    siteId: work.siteId,
    siteName: of.siteName,
    timeZone: of.timeZone,
    intervalH: work.intervalH,
    intervalDays: work.intervalDays,
    dueAtHours: work.dueAtHours,
    dueAt: iso(work.dueAt),
    hoursLeft: due.hoursLeft,
    averageDailyHours,
    predictedAt: iso(due.predictedAt),
    plannedFor: iso(work.plannedFor),
    workshop: work.workshop,
    technicianUserId: work.technicianUserId,
    technicianName: of.technicianName,
    startedAt: iso(work.startedAt),
    doneAt: iso(work.doneAt),
    doneAtHours: work.doneAtHours,
    deferredUntil: iso(work.deferredUntil),
    deferReason: work.deferReason,
    parts: work.parts,
    photos: work.photos,
    notes: work.notes,
    inspectionId: work.inspectionId,
    checkpoint: work.causeKind === "INSPECTION_ITEM" ? (work.causeId?.split(":")[1] ?? null) : null,
    rentalId: work.rentalId,
    createdAt: work.createdAt.toISOString(),
  };
}

/** Maintenance that the actor sees, by when it is planned or due by date. */
export async function listWork({ tx, actor }: Tenant, now: Date, input: z.infer<typeof listWorkInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await selectWork(tx, now)
    .where(
      and(
        ownedBy(actor, maintenance),
        input.state ? eq(maintenance.state, input.state) : undefined,
        input.kind ? eq(maintenance.kind, input.kind) : undefined,
        input.humanId ? eq(equipment.humanId, input.humanId) : undefined,
        input.rentalId ? eq(maintenance.rentalId, input.rentalId) : undefined,
        cursor ? sql`(${ahead}, ${maintenance.id}) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(ahead), asc(maintenance.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.ahead, row.work.id]);
  return { items: items.map((row) => toWork(row, now)), nextCursor };
}

/** One piece of work as the actor sees it. Throws `not_found`. */
export async function getWork({ tx }: Tenant, now: Date, id: string): Promise<Work> {
  const [row] = await selectWork(tx, now).where(eq(maintenance.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toWork(row, now);
}

/** How many hours ahead of a service it is told of, by type of machine, as JSON. */
async function softHours(tenant: Pick<Tenant, "tx" | "actor">): Promise<string> {
  const { actor } = tenant;
  const thresholds = actor.orgType === "DEALER" ? await thresholdsOf(tenant, actor.orgId) : DEFAULT_THRESHOLDS;
  return JSON.stringify(
    Object.fromEntries(EQUIPMENT_TYPES.map((type) => [type, alertLimitsFor(thresholds, type).maintenanceSoftHours])),
  );
}

/** The board's columns, each bounded: what is open and falls due within the horizon, what is planned, in work, and done of late. */
export async function workBoard({ tx, actor }: Tenant, now: Date, input: z.infer<typeof workBoardInput>) {
  const until = new Date(now.getTime() + input.horizonDays * DAY_MS).toISOString();
  const predicted = sql`least(${maintenance.dueAt}, case
    when ${maintenance.dueAtHours} <= ${equipment.hourMeter} then ${now.toISOString()}::timestamptz
    when ${paceOf(now)} > 0 then ${now.toISOString()}::timestamptz
      + least((${maintenance.dueAtHours} - ${equipment.hourMeter}) / ${paceOf(now)}, 3650) * interval '1 day' end)`;
  const soft = await softHours({ tx, actor });
  // The alert tells of a service so many hours ahead, also of a machine that stands and will not get there: the board shows it.
  const isNear = sql`(${maintenance.dueAtHours} - ${equipment.hourMeter} <= coalesce((${soft}::jsonb ->> ${equipment.type})::float8, 0)
    and coalesce(${maintenance.deferredUntil} <= ${now.toISOString()}::timestamptz, true))`;
  const column = async (state: Work["state"], condition: SQL | undefined, order: SQL) => {
    const rows = await selectWork(tx, now)
      .where(
        and(
          ownedBy(actor, maintenance),
          eq(maintenance.state, state),
          input.kind ? eq(maintenance.kind, input.kind) : undefined,
          input.siteId ? eq(equipment.siteId, input.siteId) : undefined,
          condition,
        ),
      )
      .orderBy(order, asc(maintenance.id))
      .limit(MAX_COLUMN + 1);
    return { items: rows.slice(0, MAX_COLUMN).map((row) => toWork(row, now)), truncated: rows.length > MAX_COLUMN };
  };
  return {
    OPEN: await column(
      "OPEN",
      sql`(${maintenance.kind} = 'REPAIR' or ${isNear} or greatest(${predicted}, ${maintenance.deferredUntil}) < ${until}::timestamptz)`,
      // What is not to be used comes before everything that merely falls due.
      sql`${maintenance.severity} = 'UNSAFE' desc nulls last, greatest(${predicted}, ${maintenance.deferredUntil}) asc nulls first`,
    ),
    PLANNED: await column("PLANNED", undefined, sql`coalesce(${maintenance.plannedFor}, ${maintenance.dueAt}) asc`),
    IN_WORK: await column("IN_WORK", undefined, sql`${maintenance.startedAt} asc nulls first`),
    DONE: await column(
      "DONE",
      gte(maintenance.doneAt, new Date(now.getTime() - DONE_DAYS * DAY_MS)),
      desc(maintenance.doneAt),
    ),
  };
}
