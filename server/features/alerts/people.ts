import { and, asc, eq, inArray } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

type Place = { dealerId: string; customerId: string | null; siteId: string | null };
const PEOPLE = 500;

/** Who may have an alert: active members of its dealer, then of its customer, who are not bound to other sites. Throws `not_found`. */
export async function alertPeople(tenant: Tenant, alertId: string) {
  const [alert] = await tenant.tx
    .select({ dealerId: alerts.dealerId, customerId: alerts.customerId, siteId: alerts.siteId })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  if (!alert) throw new AppError("not_found");
  return { items: await peopleOf(tenant, alert) };
}

export async function peopleOf({ tx }: Tenant, { dealerId, customerId, siteId }: Place, userId?: string) {
  const organizations = [dealerId, customerId].filter((id) => id !== null);
  const rows = await tx
    .select({
      userId: memberships.userId,
      name: memberships.displayName,
      role: memberships.role,
      orgId: memberships.orgOwnerId,
      siteIds: memberships.siteIds,
    })
    .from(memberships)
    .where(
      and(
        inArray(memberships.orgOwnerId, organizations),
        eq(memberships.active, true),
        userId === undefined ? undefined : eq(memberships.userId, userId),
      ),
    )
    .orderBy(asc(memberships.displayName), asc(memberships.userId))
    .limit(PEOPLE);
  return rows
    .filter(({ siteIds }) => siteIds === null || (siteId !== null && siteIds.includes(siteId)))
    .map(({ siteIds: _, ...person }) => person)
    .toSorted((a, b) => Number(b.orgId === dealerId) - Number(a.orgId === dealerId));
}
