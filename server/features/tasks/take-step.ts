import { eq } from "drizzle-orm";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { judgeStep, type TaskStep } from "../../domain/tasks/state.ts";
import type { TaskState } from "../../domain/tasks/words.ts";
import type { EventSubject } from "../ledger/append-event.ts";
import { mayPlan, mayWork } from "./may.ts";

export type StoredTask = typeof tasks.$inferSelect;

/**
 * Locks a task for one step and says what it becomes. Throws `not_found`, `auth.forbidden`, and `task.closed` or
 * `task.wrong_state`, with what is true now in `details`: a phone that comes back from a dead spot lays it beside what it has.
 */
export async function takeStep(
  { tx, actor }: Tenant,
  taskId: string,
  step: TaskStep,
): Promise<{ task: StoredTask; next: TaskState }> {
  const [task] = await tx.select().from(tasks).where(eq(tasks.id, taskId)).for("update");
  if (!task) throw new AppError("not_found");
  const may = step === "start" || step === "complete" ? mayWork : mayPlan;
  if (!may(actor, task)) throw new AppError("auth.forbidden");
  const verdict = judgeStep(step, { state: task.state, assigned: task.assigneeUserId !== null });
  if (!verdict.ok) throw new AppError(verdict.code, { details: nowOf(task) });
  return { task, next: verdict.next };
}

const nowOf = (task: StoredTask) => ({
  state: task.state,
  startedAt: task.startedAt?.toISOString() ?? null,
  doneAt: task.doneAt?.toISOString() ?? null,
  cancelledAt: task.cancelledAt?.toISOString() ?? null,
  cancelReason: task.cancelReason,
});

/** The stamps of a task's events. */
export const subjectOf = (task: StoredTask): EventSubject => ({
  dealerId: task.dealerId,
  customerId: task.customerId,
  siteId: task.siteId,
  equipmentId: task.equipmentId,
  humanId: task.humanId,
  rentalId: task.rentalId,
});
