import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import { notifications } from "../../../db/schema/notifications.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { type listNotificationsInput, MOST_COUNTED, type Notification } from "../../domain/notifications/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

const mine = ({ actor }: Tenant) =>
  and(eq(notifications.userId, actor.sub), eq(notifications.orgOwnerId, actor.orgId), eq(notifications.inApp, true));

/** What the person was told in the app, newest first. What is not theirs to see any more is left out with its alert. */
export async function listNotifications(
  tenant: Tenant,
  input: z.output<typeof listNotificationsInput>,
): Promise<{ items: Notification[]; nextCursor: string | null }> {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await tenant.tx
    .select({ told: notifications, alert: alerts, siteName: sites.name, siteTimeZone: sites.timeZone })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, notifications.alertId))
    .leftJoin(sites, eq(sites.id, alerts.siteId))
    .where(
      and(
        mine(tenant),
        input.unread ? isNull(notifications.readAt) : undefined,
        cursor
          ? sql`(${notifications.createdAt}, ${notifications.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(input.limit + 1);
  const cut = page(rows, input.limit, ({ told }) => [told.createdAt.toISOString(), told.id]);
  return {
    nextCursor: cut.nextCursor,
    items: cut.items.map(({ told, alert, ...site }) => ({
      id: told.id,
      change: told.kind,
      createdAt: told.createdAt.toISOString(),
      readAt: told.readAt?.toISOString() ?? null,
      alert: {
        id: alert.id,
        kind: alert.kind,
        state: alert.state,
        severity: alert.severity,
        humanId: alert.humanId,
        ...site,
        reason: alert.reason,
        facts: alert.facts,
      },
    })),
  };
}

/** Counted no further than a badge shows, so that a full inbox costs no more than an ordinary one. */
export async function unreadCount(tenant: Tenant): Promise<{ unread: number }> {
  const some = tenant.tx
    .select({ one: sql`1` })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, notifications.alertId))
    .where(and(mine(tenant), isNull(notifications.readAt)))
    .limit(MOST_COUNTED + 1)
    .as("some");
  const [counted] = await tenant.tx.select({ unread: sql<number>`count(*)::int` }).from(some);
  return { unread: counted?.unread ?? 0 };
}
