import { and, eq, inArray } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

type Place = { dealerId: string; customerId: string | null; siteId: string | null };

/**
 * The person who will do a task: an active member of its dealer, or of its customer, who is not bound to other sites. A person
 * of another organisation and one that does not exist answer alike. Throws `not_found`.
 */
export async function assigneeOf(
  { tx }: Tenant,
  task: Place,
  userId: string,
): Promise<{ userId: string; orgId: string }> {
  const organizations = [task.dealerId, task.customerId].filter((id) => id !== null);
  const members = await tx
    .select({ userId: memberships.userId, orgId: memberships.orgOwnerId, siteIds: memberships.siteIds })
    .from(memberships)
    .where(
      and(eq(memberships.userId, userId), inArray(memberships.orgOwnerId, organizations), eq(memberships.active, true)),
    );
  const member = members
    .filter(({ siteIds }) => siteIds === null || (task.siteId !== null && siteIds.includes(task.siteId)))
    .toSorted((a) => (a.orgId === task.dealerId ? -1 : 1))[0];
  if (!member) throw new AppError("not_found", { fields: { assigneeUserId: "nobody of this dealer or customer" } });
  return { userId: member.userId, orgId: member.orgId };
}
