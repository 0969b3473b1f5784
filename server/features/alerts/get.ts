/** One alert and why it is there: figures then and now, what happened to it, and how often it was there before. */
import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { events } from "../../../db/schema/ledger.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { AlertDetail } from "../../domain/alerts/answer.ts";
import { MACHINE_RULES, type MachineAlertKind } from "../../domain/alerts/rules.ts";
import { AppError } from "../../domain/errors.ts";
import type { EventBody } from "../../domain/ledger/event.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { judgeFeeds } from "./judge-feeds.ts";
import { loadMachines } from "./load-machines.ts";
import { selectAlerts, toAlert } from "./read-alert.ts";
import type { StoredAlert } from "./take-alert.ts";

const HISTORY = 100;
const EARLIER = 20;

/** Throws `not_found`. */
export async function getAlert(tenant: Tenant, now: Date, alertId: string): Promise<AlertDetail> {
  const { tx } = tenant;
  const [row] = await selectAlerts(tx).where(eq(alerts.id, alertId));
  if (!row) throw new AppError("not_found");
  const { alert } = row;
  const [machine] = alert.equipmentId
    ? await tx
        .select({ type: equipment.type, make: equipment.make, model: equipment.model })
        .from(equipment)
        .where(eq(equipment.id, alert.equipmentId))
    : [];
  return {
    ...toAlert(row),
    acknowledgedByName: await nameOf(tenant, alert),
    machine: machine ?? null,
    current: await currentOf(tenant, alert, now),
    history: await historyOf(tenant, alert),
    earlier: await earlierOf(tenant, alert),
  };
}

async function nameOf({ tx }: Tenant, { acknowledgedBy, dealerId, customerId }: StoredAlert): Promise<string | null> {
  if (!acknowledgedBy) return null;
  const organizations = [dealerId, customerId].filter((id) => id !== null);
  const [found] = await tx
    .select({ name: memberships.displayName })
    .from(memberships)
    .where(and(eq(memberships.userId, acknowledgedBy), inArray(memberships.orgOwnerId, organizations)))
    .limit(1);
  return found?.name ?? null;
}

const isMachineKind = (kind: string): kind is MachineAlertKind => kind in MACHINE_RULES;

/** What the rule says now. Its figures are read from what is the dealer's alone, so a customer is told what it was told then. */
async function currentOf(tenant: Tenant, alert: StoredAlert, now: Date): Promise<AlertDetail["current"]> {
  const { actor } = tenant;
  const isDealers = actor.orgType === "CATERPILLAR" || actor.orgId === alert.dealerId;
  if (!isDealers || !alert.equipmentId || alert.state === "RESOLVED" || !isMachineKind(alert.kind)) return null;
  const { dealerId } = alert;
  const look = { tenant, dealerId, at: now, thresholds: await thresholdsOf(tenant, dealerId) };
  const machines = await loadMachines(look, [alert.equipmentId]);
  await judgeFeeds(look, machines);
  const facts = machines[0]?.facts;
  if (!facts) return null;
  const rule = MACHINE_RULES[alert.kind];
  return { holds: rule.is(facts), severity: rule.severity(facts), facts: rule.figures(facts) };
}

/** Oldest first, from the ledger. */
async function historyOf({ tx }: Tenant, alert: StoredAlert): Promise<AlertDetail["history"]> {
  const body = sql<EventBody>`${events.record}::jsonb -> 'event'`;
  const rows = await tx
    .select({ id: events.id, body, actorName: memberships.displayName })
    .from(events)
    .leftJoin(
      memberships,
      sql`${memberships.userId}::text = ${events.record}::jsonb #>> '{event,actor,sub}' and ${memberships.orgOwnerId}::text = ${events.record}::jsonb #>> '{event,actor,orgId}'`,
    )
    .where(
      and(
        eq(events.dealerId, alert.dealerId),
        alert.equipmentId ? eq(events.equipmentId, alert.equipmentId) : undefined,
        sql`${events.type} like 'alert.%' and ${events.at} >= ${alert.openedAt.toISOString()}::timestamptz - interval '1 day'`,
        sql`${events.record}::jsonb #>> '{event,data,alertId}' = ${alert.id}`,
      ),
    )
    .orderBy(asc(events.position))
    .limit(HISTORY);
  return rows.map(({ id, body, actorName }) => ({
    id,
    type: body.type,
    at: body.occurredAt ?? body.at,
    actorName,
    actorRole: body.actor.role,
    data: body.data,
  }));
}

async function earlierOf({ tx }: Tenant, alert: StoredAlert): Promise<AlertDetail["earlier"]> {
  const rows = await tx
    .select({
      id: alerts.id,
      severity: alerts.severity,
      openedAt: alerts.openedAt,
      resolvedAt: alerts.resolvedAt,
      clearedBy: alerts.clearedBy,
    })
    .from(alerts)
    .where(
      and(
        eq(alerts.dealerId, alert.dealerId),
        alert.equipmentId ? eq(alerts.equipmentId, alert.equipmentId) : eq(alerts.feedKey, alert.feedKey!),
        eq(alerts.kind, alert.kind),
        ne(alerts.id, alert.id),
        sql`${alerts.openedAt} <= ${alert.openedAt.toISOString()}`,
      ),
    )
    .orderBy(desc(alerts.openedAt))
    .limit(EARLIER);
  return rows.map(({ openedAt, resolvedAt, ...row }) => ({
    ...row,
    openedAt: openedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  }));
}
