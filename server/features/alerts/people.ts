import { eq } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { peopleOf } from "../iam/people-of.ts";

/** Who may have an alert: people of its dealer and of its customer. Throws `not_found`. */
export async function alertPeople(tenant: Tenant, alertId: string) {
  const [alert] = await tenant.tx
    .select({ dealerId: alerts.dealerId, customerId: alerts.customerId, siteId: alerts.siteId })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  if (!alert) throw new AppError("not_found");
  return { items: await peopleOf(tenant, alert) };
}
