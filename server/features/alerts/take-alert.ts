import { eq } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Alert } from "../../domain/alerts/list.ts";
import { AppError } from "../../domain/errors.ts";
import type { EventSubject } from "../ledger/append-event.ts";
import { selectAlerts, toAlert } from "./read-alert.ts";

export type StoredAlert = typeof alerts.$inferSelect;

/** Locks a live alert for an answer. Throws `not_found`, and `alert.resolved` where its cause is gone already. */
export async function takeAlert({ tx }: Tenant, alertId: string): Promise<StoredAlert> {
  const [alert] = await tx.select().from(alerts).where(eq(alerts.id, alertId)).for("update");
  if (!alert) throw new AppError("not_found");
  if (alert.state === "RESOLVED")
    throw new AppError("alert.resolved", {
      details: { resolvedAt: alert.resolvedAt?.toISOString() ?? null, clearedBy: alert.clearedBy },
    });
  return alert;
}

/** The alert as it is read after an answer. */
export async function readAlert({ tx }: Tenant, alertId: string): Promise<Alert> {
  const [row] = await selectAlerts(tx).where(eq(alerts.id, alertId));
  if (!row) throw new AppError("not_found");
  return toAlert(row);
}

/** The stamps of an alert's events. */
export const subjectOf = (alert: StoredAlert): EventSubject => ({
  dealerId: alert.dealerId,
  customerId: alert.customerId,
  siteId: alert.siteId,
  equipmentId: alert.equipmentId,
  humanId: alert.humanId,
  rentalId: alert.rentalId,
});
