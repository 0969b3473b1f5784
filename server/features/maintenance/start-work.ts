import { eq } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { startWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { happenedAt } from "../../domain/operation.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { claimWork, subjectOf } from "./claim-work.ts";
import { getWork } from "./read.ts";

/**
 * Work begins. In the workshop or the yard the machine is in MAINTENANCE from now on; on site it stays what it is. Throws
 * `not_found`, `maintenance.done`, `maintenance.wrong_state`, and `maintenance.on_rent` for a machine that is out.
 */
export async function startWork(tenant: Tenant, now: Date, input: z.infer<typeof startWorkInput>): Promise<Work> {
  const { work, machine } = await claimWork(tenant, input.workId, ["OPEN", "PLANNED"]);
  const workshop = input.workshop ?? work.workshop ?? (machine.status === "ON_RENT" ? "ON_SITE" : "WORKSHOP");
  if (workshop !== "ON_SITE" && machine.status === "ON_RENT") throw new AppError("maintenance.on_rent");
  const takenIn = workshop !== "ON_SITE" && (machine.status === "AVAILABLE" || machine.status === "IDLE");
  if (takenIn) await tenant.tx.update(equipment).set({ status: "MAINTENANCE" }).where(eq(equipment.id, machine.id));
  await tenant.tx
    .update(maintenance)
    .set({ state: "IN_WORK", workshop, startedAt: happenedAt(input.occurredAt, now, work.createdAt) })
    .where(eq(maintenance.id, work.id));
  const started = await getWork(tenant, now, work.id);
  await appendEvent(tenant, {
    type: "maintenance.started",
    subject: subjectOf(work, machine),
    data: {
      workId: work.id,
      kind: work.kind,
      workshop,
      ...(takenIn ? { from: machine.status, to: "MAINTENANCE" } : {}),
    },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return started;
}
