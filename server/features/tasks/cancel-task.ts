import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { cancelTaskInput, Task } from "../../domain/tasks/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { getTask } from "./read.ts";
import { subjectOf, takeStep } from "./take-step.ts";

/** Nobody will do it, for a reason. Throws `not_found`, `auth.forbidden`, `task.closed`. */
export async function cancelTask(tenant: Tenant, now: Date, input: z.infer<typeof cancelTaskInput>): Promise<Task> {
  const { task, next } = await takeStep(tenant, input.taskId, "cancel");
  await tenant.tx
    .update(tasks)
    .set({
      state: next,
      cancelledAt: happenedAt(input.occurredAt, now, task.createdAt),
      cancelReason: input.reason,
    })
    .where(eq(tasks.id, task.id));
  const cancelled = await getTask(tenant, task.id);
  await appendEvent(tenant, {
    type: "task.cancelled",
    subject: subjectOf(task),
    data: { taskId: task.id, kind: task.kind },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return cancelled;
}
