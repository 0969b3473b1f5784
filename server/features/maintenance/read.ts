import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { machineFaultLives as lives } from "../../../db/schema/faults.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { sites } from "../../../db/schema/sites.ts";
import { telemetrySources } from "../../../db/schema/telematics.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { FaultEvidence } from "../../domain/faults/schema.ts";
import { predictDue } from "../../domain/maintenance/due.ts";
import type { listWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { FAULT_CAUSE } from "../../domain/maintenance/words.ts";
import { cursors, page, readCursor } from "../paging.ts";

const PACE_DAYS = 28;
export const DAY_MS = 86_400_000;

/** Hours a day of late, days without work counted. */
export const paceOf = (now: Date) => {
  const since = new Date(now.getTime() - PACE_DAYS * DAY_MS).toISOString().slice(0, 10);
  return sql<number | null>`(select sum(${usageDaily.runtimeH}) / ${PACE_DAYS}::float8 from ${usageDaily}
    where ${usageDaily.equipmentId} = ${maintenance.equipmentId} and ${usageDaily.day} >= ${since}::date)`;
};

/** Planned, due by date, or never: by this lists are paged, since predictions move while one pages. */
const ahead = sql`coalesce(${maintenance.plannedFor}, ${maintenance.dueAt}, 'infinity')`;

export const selectWork = (tx: Tenant["tx"], now: Date) =>
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
      fault: lives,
      faultSource: telemetrySources.name,
      averageDailyHours: paceOf(now).mapWith((value: unknown) => (value === null ? null : Number(value))),
      ahead: sql<string>`${ahead}::text`,
    })
    .from(maintenance)
    .leftJoin(equipment, eq(equipment.id, maintenance.equipmentId))
    .leftJoin(sites, eq(sites.id, sql`coalesce(${equipment.siteId}, ${maintenance.siteId})`))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, maintenance.technicianUserId), eq(memberships.orgOwnerId, maintenance.dealerId)),
    )
    .leftJoin(
      lives,
      sql`${lives.id} = case when ${maintenance.causeKind} = ${FAULT_CAUSE} then split_part(${maintenance.causeId}, ':', 1)::uuid end`,
    )
    .leftJoin(
      telemetrySources,
      sql`${telemetrySources.id}::text = ${lives.source} and ${telemetrySources.dealerId} = ${maintenance.dealerId}`,
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectWork>["limit"]>>[number];
const iso = (at: Date | null) => at?.toISOString() ?? null;

export function toWork({ work, ...of }: Row, now: Date): Work {
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
    fault: of.fault && evidenceOf(of.fault, of.faultSource),
    rentalId: work.rentalId,
    createdAt: work.createdAt.toISOString(),
  };
}

const evidenceOf = (life: typeof lives.$inferSelect, sourceName: string | null): FaultEvidence => ({
  code: life.code,
  spn: life.spn,
  fmi: life.fmi,
  level: life.level,
  description: life.description,
  source: sourceName ?? life.source,
  component: life.component,
  firstAt: life.openedAt.toISOString(),
  lastAt: life.lastAt.toISOString(),
  clearedAt: iso(life.clearedAt),
  times: life.times,
});

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
