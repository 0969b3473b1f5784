/** Alerts as rows become shapes. */
import { and, eq, or, sql } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Alert } from "../../domain/alerts/list.ts";

/** A person of the dealer or of the customer; of both it is named once. */
const nameOf = (tx: Tenant["tx"]) =>
  tx
    .select({ name: memberships.displayName })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, alerts.assigneeUserId),
        or(eq(memberships.orgOwnerId, alerts.dealerId), eq(memberships.orgOwnerId, alerts.customerId)),
      ),
    )
    .orderBy(memberships.orgOwnerId)
    .limit(1);

export const selectAlerts = (tx: Tenant["tx"]) =>
  tx
    .select({
      alert: alerts,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      assigneeName: sql<string | null>`(${nameOf(tx)})`,
    })
    .from(alerts)
    .leftJoin(sites, eq(sites.id, alerts.siteId));

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function toAlert({
  alert,
  ...names
}: Pick<Alert, "siteName" | "siteTimeZone" | "assigneeName"> & { alert: typeof alerts.$inferSelect }): Alert {
  const { id, kind, state, severity, equipmentId, humanId, siteId, reason, facts, assigneeUserId, clearedBy } = alert;
  return {
    id,
    kind,
    state,
    severity,
    equipmentId,
    humanId,
    siteId,
    ...names,
    reason,
    facts,
    openedAt: alert.openedAt.toISOString(),
    acknowledgedAt: iso(alert.acknowledgedAt),
    snoozedUntil: iso(alert.snoozedUntil),
    escalatedAt: iso(alert.escalatedAt),
    assigneeUserId,
    resolvedAt: iso(alert.resolvedAt),
    clearedBy,
  };
}
