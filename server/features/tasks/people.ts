import { and, asc, eq, inArray } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

/** Those who can do a task: its dealer's people, then its customer's, as far as the actor may know them; 500 at most. */
export async function taskPeople({ tx, actor }: Tenant, taskId: string | undefined) {
  const task =
    taskId === undefined ? { dealerId: actor.orgId, customerId: null, siteId: null } : await find(tx, taskId);
  const organizations = [task.dealerId, task.customerId].filter((id) => id !== null);
  const rows = await tx
    .select({
      userId: memberships.userId,
      name: memberships.displayName,
      role: memberships.role,
      orgId: memberships.orgOwnerId,
      siteIds: memberships.siteIds,
    })
    .from(memberships)
    .where(and(inArray(memberships.orgOwnerId, organizations), eq(memberships.active, true)))
    .orderBy(asc(memberships.displayName), asc(memberships.userId))
    .limit(500);
  const items = rows
    .filter(
      ({ siteIds }) =>
        taskId === undefined || siteIds === null || (task.siteId !== null && siteIds.includes(task.siteId)),
    )
    .map(({ siteIds: _, ...person }) => person)
    .toSorted((a, b) => Number(b.orgId === task.dealerId) - Number(a.orgId === task.dealerId));
  return { items };
}

async function find(tx: Tenant["tx"], taskId: string) {
  const [task] = await tx
    .select({ dealerId: tasks.dealerId, customerId: tasks.customerId, siteId: tasks.siteId })
    .from(tasks)
    .where(eq(tasks.id, taskId));
  if (!task) throw new AppError("not_found");
  return task;
}
