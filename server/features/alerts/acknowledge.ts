import { eq } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { acknowledgeAlertInput } from "../../domain/alerts/answer.ts";
import type { Alert } from "../../domain/alerts/list.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { readAlert, subjectOf, takeAlert } from "./take-alert.ts";

/**
 * Somebody has seen it and it is not escalated any more; a snoozed one comes back as seen. The first to acknowledge is kept: again
 * changes nothing. Throws `not_found`, `alert.resolved`.
 */
export async function acknowledgeAlert(
  tenant: Tenant,
  now: Date,
  input: z.infer<typeof acknowledgeAlertInput>,
): Promise<Alert> {
  const alert = await takeAlert(tenant, input.alertId);
  if (alert.state === "ACKNOWLEDGED") return readAlert(tenant, alert.id);
  await tenant.tx
    .update(alerts)
    .set({
      state: "ACKNOWLEDGED",
      acknowledgedAt: alert.acknowledgedAt ?? now,
      acknowledgedBy: alert.acknowledgedBy ?? tenant.actor.sub,
      snoozedUntil: null,
      snoozedBy: null,
    })
    .where(eq(alerts.id, alert.id));
  const read = await readAlert(tenant, alert.id);
  await appendEvent(tenant, {
    type: "alert.acknowledged",
    subject: subjectOf(alert),
    data: { alertId: alert.id, kind: alert.kind },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return read;
}
