import { and, asc, eq, inArray } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";

const MOST = 500;

/** Where something is to be done; without `siteId` anywhere, which is another thing than at no site (null). */
type Place = { dealerId: string; customerId: string | null; siteId?: string | null };

/**
 * Whom something at a place can be given to: active members of its dealer, then of its customer, who are not bound to other sites, as
 * far as the actor may know them. With `userId` only that person.
 */
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
    .limit(MOST);
  return rows
    .filter(({ siteIds }) => siteId === undefined || siteIds === null || (siteId !== null && siteIds.includes(siteId)))
    .map(({ siteIds: _, ...person }) => person)
    .toSorted((a, b) => Number(b.orgId === dealerId) - Number(a.orgId === dealerId));
}
