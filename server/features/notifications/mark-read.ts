import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import type { z } from "zod";
import { notifications } from "../../../db/schema/notifications.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { markReadInput } from "../../domain/notifications/schema.ts";

/**
 * Marks the person's own as read: those named, those of an alert, or all until a time; nothing where none is said. What is not theirs is
 * left out without a word. That somebody has read something is no business of the ledger's.
 */
export async function markRead(
  { tx, actor }: Tenant,
  now: Date,
  { notificationIds, alertId, until }: z.infer<typeof markReadInput>,
): Promise<{ read: number }> {
  if (!notificationIds && !alertId && !until) return { read: 0 };
  const marked = await tx
    .update(notifications)
    .set({ readAt: now })
    .where(
      and(
        eq(notifications.userId, actor.sub),
        eq(notifications.orgOwnerId, actor.orgId),
        isNull(notifications.readAt),
        notificationIds ? inArray(notifications.id, notificationIds) : undefined,
        alertId ? eq(notifications.alertId, alertId) : undefined,
        until ? lte(notifications.createdAt, new Date(until)) : undefined,
      ),
    )
    .returning({ id: notifications.id });
  return { read: marked.length };
}
