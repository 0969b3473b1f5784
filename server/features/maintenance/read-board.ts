import { and, asc, desc, eq, gte, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { EQUIPMENT_TYPES } from "../../domain/assets/schema.ts";
import { MAX_COLUMN, type Work, type workBoardInput } from "../../domain/maintenance/schema.ts";
import { alertLimitsFor, DEFAULT_THRESHOLDS } from "../../domain/policies/schema.ts";
import { boardFaults } from "../faults/board-faults.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { DAY_MS, paceOf, selectWork, toWork } from "./read.ts";

const DONE_DAYS = 14;

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
    faults:
      input.kind === "SERVICE"
        ? { items: [], truncated: false }
        : await boardFaults({ tx, actor }, { siteId: input.siteId, most: MAX_COLUMN }),
  };
}
