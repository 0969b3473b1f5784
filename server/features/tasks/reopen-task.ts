import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { reopenTaskInput, Task } from "../../domain/tasks/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getTask } from "./read.ts";
import { subjectOf, takeStep } from "./take-step.ts";

/** It was closed too early. What was answered stays until it is done again. Throws `not_found`, `auth.forbidden`, `task.wrong_state`. */
export async function reopenTask(tenant: Tenant, input: z.infer<typeof reopenTaskInput>): Promise<Task> {
  const { task, next } = await takeStep(tenant, input.taskId, "reopen");
  await tenant.tx
    .update(tasks)
    .set({
      state: next,
      startedAt: null,
      startedBy: null,
      doneAt: null,
      doneBy: null,
      cancelledAt: null,
      cancelReason: null,
    })
    .where(eq(tasks.id, task.id));
  const reopened = await getTask(tenant, task.id);
  await appendEvent(tenant, {
    type: "task.reopened",
    subject: subjectOf(task),
    data: { taskId: task.id, kind: task.kind, from: task.state },
    personal: personalOf({ reason: input.reason }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return reopened;
}
