import { and, eq, ne, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance, tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import type { Machine, StoredWork } from "./claim-work.ts";
import { WORK_CAUSE } from "./end-task.ts";

type Caused = Pick<typeof tasks.$inferSelect, "kind" | "causeKind">;

/** Whether finishing a task completes the work that made it. A dealer's work is not a customer's to complete, though its task may be theirs to do. */
export const completesWork = (actor: Claims, task: Caused): boolean =>
  actor.orgType !== "CUSTOMER" && task.kind === "SERVICE" && task.causeKind === WORK_CAUSE;

/**
 * Locks the work that finishing a task completes, and its machine; null where there is none, or it is done. To be called before the task
 * is locked: whoever completes the work itself locks it first, too.
 */
export async function claimWorkOfTask(
  { tx, actor }: Tenant,
  taskId: string,
): Promise<{ work: StoredWork; machine: Machine } | null> {
  const [task] = await tx
    .select({ kind: tasks.kind, causeKind: tasks.causeKind, causeId: tasks.causeId })
    .from(tasks)
    .where(eq(tasks.id, taskId));
  if (!task || !completesWork(actor, task)) return null;
  const [work] = await tx
    .select()
    .from(maintenance)
    .where(and(sql`${maintenance.id} = ${task.causeId}::uuid`, ne(maintenance.state, "DONE")))
    .for("update");
  if (!work) return null;
  const [machine] = await tx.select().from(equipment).where(eq(equipment.id, work.equipmentId)).for("update");
  return machine ? { work, machine } : null;
}
