import { eq } from "drizzle-orm";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { peopleOf } from "../iam/people-of.ts";

/** Those who can do a task: its dealer's people, then its customer's; for one that is yet to be made, the actor's own. Throws `not_found`. */
export async function taskPeople(tenant: Tenant, taskId: string | undefined) {
  const task =
    taskId === undefined ? { dealerId: tenant.actor.orgId, customerId: null } : await find(tenant.tx, taskId);
  return { items: await peopleOf(tenant, task) };
}

async function find(tx: Tenant["tx"], taskId: string) {
  const [task] = await tx
    .select({ dealerId: tasks.dealerId, customerId: tasks.customerId, siteId: tasks.siteId })
    .from(tasks)
    .where(eq(tasks.id, taskId));
  if (!task) throw new AppError("not_found");
  return task;
}
