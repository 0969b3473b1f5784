import { eq } from "drizzle-orm";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { judgeStep } from "../../domain/tasks/state.ts";
import type { PlanTaskInput, Task } from "../../domain/tasks/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { assigneeOf } from "./assignee-of.ts";
import { getTask } from "./read.ts";
import { subjectOf, takeStep } from "./take-step.ts";

/**
 * Assigns a task and gives it a window and a truck; what is left out of `input` stays. Two places at once are not refused, the
 * calendar shows them. Throws `not_found` (task or person), `auth.forbidden`, `task.closed`.
 */
export async function planTask(tenant: Tenant, input: PlanTaskInput): Promise<Task> {
  const { task } = await takeStep(tenant, input.taskId, "plan");
  const assignee =
    input.assigneeUserId === undefined
      ? { userId: task.assigneeUserId, orgId: task.assigneeOrgId }
      : input.assigneeUserId === null
        ? { userId: null, orgId: null }
        : await assigneeOf(tenant, task, input.assigneeUserId);
  const at = (given: string | null | undefined, before: Date | null) =>
    given === undefined ? before : given === null ? null : new Date(given);
  const verdict = judgeStep("plan", { state: task.state, assigned: assignee.userId !== null });
  const plan = {
    state: verdict.ok ? verdict.next : task.state,
    assigneeUserId: assignee.userId,
    assigneeOrgId: assignee.orgId,
    truck: input.truck === undefined ? task.truck : input.truck,
    plannedFrom: at(input.plannedFrom, task.plannedFrom),
    plannedTo: at(input.plannedTo, task.plannedTo),
  };
  await tenant.tx.update(tasks).set(plan).where(eq(tasks.id, task.id));
  const planned = await getTask(tenant, task.id);
  const handedOver = assignee.userId !== task.assigneeUserId;
  await appendEvent(tenant, {
    type: handedOver ? "task.assigned" : "task.scheduled",
    subject: subjectOf(task),
    data: {
      taskId: task.id,
      kind: task.kind,
      assigned: assignee.userId !== null,
      plannedFrom: planned.plannedFrom,
      plannedTo: planned.plannedTo,
    },
    personal: personalOf({ assigneeUserId: assignee.userId, truck: plan.truck }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return planned;
}
