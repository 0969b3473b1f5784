import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { startTaskInput, Task } from "../../domain/tasks/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { getTask } from "./read.ts";
import { subjectOf, takeStep } from "./take-step.ts";

/** Somebody is on it. Throws `not_found`, `auth.forbidden`, `task.closed`, `task.wrong_state` (it is in work already). */
export async function startTask(tenant: Tenant, now: Date, input: z.infer<typeof startTaskInput>): Promise<Task> {
  const { task, next } = await takeStep(tenant, input.taskId, "start");
  const at = happenedAt(input.occurredAt, now, task.createdAt);
  await tenant.tx
    .update(tasks)
    .set({ state: next, startedAt: at, startedBy: tenant.actor.sub })
    .where(eq(tasks.id, task.id));
  const started = await getTask(tenant, task.id);
  await appendEvent(tenant, {
    type: "task.started",
    subject: subjectOf(task),
    data: { taskId: task.id, kind: task.kind },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return started;
}
