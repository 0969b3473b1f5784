import { eq } from "drizzle-orm";
import type { z } from "zod";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { assignAlertInput } from "../../domain/alerts/answer.ts";
import type { Alert } from "../../domain/alerts/list.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { peopleOf } from "../iam/people-of.ts";
import { readAlert, subjectOf, takeAlert } from "./take-alert.ts";

/** Gives an alert to a person, or takes it off. It has not been seen by that: who has it acknowledges it. Throws `not_found` (alert or person), `alert.resolved`. */
export async function assignAlert(tenant: Tenant, input: z.infer<typeof assignAlertInput>): Promise<Alert> {
  const alert = await takeAlert(tenant, input.alertId);
  const { assigneeUserId } = input;
  if (assigneeUserId !== null && (await peopleOf(tenant, alert, assigneeUserId)).length === 0)
    throw new AppError("not_found", { fields: { assigneeUserId: "nobody of this dealer or customer" } });
  if (assigneeUserId === alert.assigneeUserId) return readAlert(tenant, alert.id);
  await tenant.tx.update(alerts).set({ assigneeUserId }).where(eq(alerts.id, alert.id));
  const read = await readAlert(tenant, alert.id);
  await appendEvent(tenant, {
    type: "alert.assigned",
    subject: subjectOf(alert),
    data: { alertId: alert.id, kind: alert.kind, assigned: assigneeUserId !== null },
    personal: personalOf({ assigneeUserId }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return read;
}
