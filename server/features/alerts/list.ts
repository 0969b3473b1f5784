import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { listAlertsInput } from "../../domain/alerts/list.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** Alerts that the actor sees, newest first. */
export async function listAlerts({ tx, actor }: Tenant, input: z.infer<typeof listAlertsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await tx
    .select({
      id: alerts.id,
      kind: alerts.kind,
      state: alerts.state,
      severity: alerts.severity,
      equipmentId: alerts.equipmentId,
      humanId: alerts.humanId,
      siteId: alerts.siteId,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      reason: alerts.reason,
      facts: alerts.facts,
      openedAt: alerts.openedAt,
      resolvedAt: alerts.resolvedAt,
    })
    .from(alerts)
    .leftJoin(sites, eq(sites.id, alerts.siteId))
    .where(
      and(
        ownedBy(actor, alerts),
        input.state === "LIVE" ? ne(alerts.state, "RESOLVED") : eq(alerts.state, input.state),
        input.kind ? eq(alerts.kind, input.kind) : undefined,
        input.siteId ? eq(alerts.siteId, input.siteId) : undefined,
        input.humanId ? eq(alerts.humanId, input.humanId) : undefined,
        cursor ? sql`(${alerts.openedAt}, ${alerts.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(alerts.openedAt), desc(alerts.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.openedAt.toISOString(), row.id]);
  return {
    items: items.map((row) => ({
      ...row,
      openedAt: row.openedAt.toISOString(),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
    })),
    nextCursor,
  };
}
