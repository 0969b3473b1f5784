import { eq } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { MAX_SNOOZE_DAYS, type snoozeAlertInput } from "../../domain/alerts/answer.ts";
import type { Alert } from "../../domain/alerts/list.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { readAlert, subjectOf, takeAlert } from "./take-alert.ts";

const DAY_MS = 86_400_000;

/**
 * Puts an alert aside until a time, or wakes it. It stays live: it is resolved when its cause goes, and wakes when that becomes
 * critical. Throws `not_found`, `alert.resolved`, `input.invalid` for a time that is past or too far ahead.
 */
export async function snoozeAlert(tenant: Tenant, now: Date, input: z.infer<typeof snoozeAlertInput>): Promise<Alert> {
  const until = input.until === null ? null : new Date(input.until);
  if (until && (until <= now || until.getTime() > now.getTime() + MAX_SNOOZE_DAYS * DAY_MS))
    throw new AppError("input.invalid", { fields: { until: `within the next ${MAX_SNOOZE_DAYS} days` } });
  const alert = await takeAlert(tenant, input.alertId);
  if (!until && alert.state !== "SNOOZED") return readAlert(tenant, alert.id);
  const state = until ? ("SNOOZED" as const) : ("OPEN" as const);
  await tenant.tx
    .update(alerts)
    .set({ state, snoozedUntil: until, snoozedBy: until ? tenant.actor.sub : null })
    .where(eq(alerts.id, alert.id));
  const read = await readAlert(tenant, alert.id);
  await appendEvent(tenant, {
    type: until ? "alert.snoozed" : "alert.woken",
    subject: subjectOf(alert),
    data: { alertId: alert.id, kind: alert.kind, ...(until ? { until: until.toISOString() } : {}) },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return read;
}
