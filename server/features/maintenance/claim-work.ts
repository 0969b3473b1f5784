import { and, eq, inArray, ne } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { MaintenanceState } from "../../domain/maintenance/words.ts";
import type { EventSubject } from "../ledger/append-event.ts";

export type StoredWork = typeof maintenance.$inferSelect;
export type Machine = typeof equipment.$inferSelect;

/**
 * Locks a piece of work and its machine. Throws `not_found`, `auth.forbidden` for its customer, and `maintenance.done` or
 * `maintenance.wrong_state` unless it is in one of `states`, with what is true now in `details`.
 */
export async function claimWork(
  { tx, actor }: Tenant,
  workId: string,
  states: readonly MaintenanceState[],
): Promise<{ work: StoredWork; machine: Machine }> {
  const [found] = await tx
    .select({ dealerId: maintenance.dealerId })
    .from(maintenance)
    .where(eq(maintenance.id, workId));
  if (!found) throw new AppError("not_found");
  if (actor.orgType === "CUSTOMER") throw new AppError("auth.forbidden");
  const [work] = await tx.select().from(maintenance).where(eq(maintenance.id, workId)).for("update");
  if (!work) throw new AppError("not_found");
  if (!states.includes(work.state)) {
    const details = {
      state: work.state,
      plannedFor: work.plannedFor?.toISOString() ?? null,
      doneAt: work.doneAt?.toISOString() ?? null,
    };
    throw new AppError(work.state === "DONE" ? "maintenance.done" : "maintenance.wrong_state", { details });
  }
  const [machine] = await tx.select().from(equipment).where(eq(equipment.id, work.equipmentId)).for("update");
  if (!machine) throw new AppError("not_found");
  return { work, machine };
}

/** Whether something else still keeps the machine in the workshop or the yard. */
export async function keptByOtherWork({ tx }: Tenant, work: StoredWork): Promise<boolean> {
  const [other] = await tx
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(
      and(
        eq(maintenance.dealerId, work.dealerId),
        eq(maintenance.equipmentId, work.equipmentId),
        ne(maintenance.id, work.id),
        eq(maintenance.state, "IN_WORK"),
        inArray(maintenance.workshop, ["WORKSHOP", "YARD"]),
      ),
    )
    .limit(1);
  return other !== undefined;
}

/** The stamps of events about a piece of work. */
export const subjectOf = (work: StoredWork, machine: Machine): EventSubject => ({
  dealerId: work.dealerId,
  customerId: work.customerId,
  siteId: work.siteId,
  equipmentId: work.equipmentId,
  humanId: machine.humanId,
  rentalId: work.rentalId,
});
