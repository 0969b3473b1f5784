import { sql } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { EquipmentStatus } from "../../domain/assets/schema.ts";
import { isDueSoon, isOverdue } from "../rentals/due-sql.ts";

const GROUPS = 50;
const IDLE_DAYS = 30;

/** Counts for the first screen, without machines that have left the fleet: by status, what is due, open alerts, and the parts that matter to the actor's kind of organisation. */
export async function fleetSummary({ tx, actor }: Tenant, now: Date) {
  const mine = ownedBy(actor, equipment);
  const statuses = await tx.execute<{ status: EquipmentStatus; machines: number }>(
    sql`select ${equipment.status} as status, count(*)::int as machines from ${equipment} where ${equipment.status} <> 'RETIRED' ${mine ? sql`and ${mine}` : sql``} group by 1`,
  );
  const due = await tx.execute<{ overdue: number; due_soon: number }>(
    sql`select count(*) filter (where ${isOverdue(now)})::int as overdue, count(*) filter (where ${isDueSoon(now)})::int as due_soon
        from ${rentals} join ${sites} on ${sites.id} = ${rentals.siteId}
        where ${rentals.state} in ('ON_RENT', 'PICK_UP_READY') ${mine ? sql`and ${ownedBy(actor, rentals)}` : sql``}`,
  );
  const open = await tx.execute<{ alerts: number }>(
    sql`select count(*)::int as alerts from ${alerts} where ${alerts.state} <> 'RESOLVED' ${mine ? sql`and ${ownedBy(actor, alerts)}` : sql``}`,
  );
  const byStatus = Object.fromEntries(statuses.rows.map((row) => [row.status, row.machines])) as Partial<
    Record<EquipmentStatus, number>
  >;
  const full = { AVAILABLE: 0, ON_RENT: 0, IDLE: 0, MAINTENANCE: 0, LOST: 0, RETIRED: 0, ...byStatus };
  return {
    total: Object.values(full).reduce((sum, machines) => sum + machines, 0),
    byStatus: full,
    overdue: due.rows[0]?.overdue ?? 0,
    dueSoon: due.rows[0]?.due_soon ?? 0,
    openAlerts: open.rows[0]?.alerts ?? 0,
    groups: await groups({ tx, actor }, now),
  };
}

type Group = { id: string; name: string; total: number; onRent: number; overdue: number; idleRatio: number | null };

async function groups({ tx, actor }: Pick<Tenant, "tx" | "actor">, now: Date) {
  const kind = ({ CATERPILLAR: "DEALER", DEALER: "CUSTOMER", CUSTOMER: "SITE" } as const)[actor.orgType];
  const [key, named] = {
    DEALER: [equipment.dealerId, organizations] as const,
    CUSTOMER: [equipment.customerId, organizations] as const,
    SITE: [equipment.siteId, sites] as const,
  }[kind];
  const mine = ownedBy(actor, equipment);
  const since = new Date(now.getTime() - IDLE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const found = await tx.execute<Group>(sql`
    with fleet as (
      select ${key} as group_id, count(*)::int as total, count(*) filter (where ${equipment.status} = 'ON_RENT')::int as on_rent
      from ${equipment} where ${key} is not null and ${equipment.status} <> 'RETIRED' ${mine ? sql`and ${mine}` : sql``} group by 1
    ), late as (
      select ${rentalKeyOf(kind)} as group_id, count(*)::int as overdue from ${rentals} join ${sites} on ${sites.id} = ${rentals.siteId}
      where ${rentals.state} in ('ON_RENT', 'PICK_UP_READY') and ${isOverdue(now)} ${mine ? sql`and ${ownedBy(actor, rentals)}` : sql``} group by 1
    ), worked as (
      select ${usageKeyOf(kind)} as group_id, sum(${usageDaily.idleH}) / nullif(sum(${usageDaily.runtimeH}), 0) as idle_ratio
      from ${usageDaily} where ${usageDaily.day} >= ${since}::date ${mine ? sql`and ${ownedBy(actor, usageDaily)}` : sql``} group by 1
    )
    select fleet.group_id as id, named.name, fleet.total, fleet.on_rent as "onRent", coalesce(late.overdue, 0) as overdue, worked.idle_ratio as "idleRatio"
    from fleet join ${named} named on named.id = fleet.group_id left join late using (group_id) left join worked using (group_id)
    order by fleet.total desc, named.name limit ${GROUPS}`);
  return found.rows.map((group) => ({ kind, ...group }));
}

const rentalKeyOf = (kind: "DEALER" | "CUSTOMER" | "SITE") =>
  ({ DEALER: rentals.dealerId, CUSTOMER: rentals.customerId, SITE: rentals.siteId })[kind];
const usageKeyOf = (kind: "DEALER" | "CUSTOMER" | "SITE") =>
  ({ DEALER: usageDaily.dealerId, CUSTOMER: usageDaily.customerId, SITE: usageDaily.siteId })[kind];
