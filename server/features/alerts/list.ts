import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { listAlertsInput } from "../../domain/alerts/list.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { selectAlerts, toAlert } from "./read-alert.ts";

/** Alerts that the actor sees, newest first. */
export async function listAlerts({ tx, actor }: Tenant, input: z.infer<typeof listAlertsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await selectAlerts(tx)
    .where(
      and(
        ownedBy(actor, alerts),
        input.state === "LIVE" ? ne(alerts.state, "RESOLVED") : eq(alerts.state, input.state),
        input.kind ? eq(alerts.kind, input.kind) : undefined,
        input.severity ? eq(alerts.severity, input.severity) : undefined,
        input.siteId ? eq(alerts.siteId, input.siteId) : undefined,
        input.humanId ? eq(alerts.humanId, input.humanId) : undefined,
        input.mine ? eq(alerts.assigneeUserId, actor.sub) : undefined,
        cursor ? sql`(${alerts.openedAt}, ${alerts.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(alerts.openedAt), desc(alerts.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ alert }) => [alert.openedAt.toISOString(), alert.id]);
  return { items: items.map(toAlert), nextCursor };
}
