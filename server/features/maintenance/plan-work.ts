import { eq } from "drizzle-orm";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { PlanWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { assigneeOf } from "../tasks/assignee-of.ts";
import { claimWork, subjectOf } from "./claim-work.ts";
import { getWork } from "./read.ts";

/**
 * Says when, where and by whom it is done, or puts it back to the open ones. Throws `not_found` (work, or a technician who is not
 * the dealer's), `maintenance.done`, `maintenance.wrong_state`.
 */
export async function planWork(tenant: Tenant, now: Date, input: PlanWorkInput): Promise<Work> {
  const { work, machine } = await claimWork(tenant, input.workId, ["OPEN", "PLANNED"]);
  const technician = input.technicianUserId
    ? await assigneeOf(
        tenant,
        { dealerId: work.dealerId, customerId: null, siteId: work.siteId },
        input.technicianUserId,
      )
    : null;
  const plannedFor = input.plannedFor === null ? null : new Date(input.plannedFor);
  const workshop = input.workshop === undefined ? work.workshop : input.workshop;
  await tenant.tx
    .update(maintenance)
    .set({
      state: plannedFor ? "PLANNED" : "OPEN",
      plannedFor,
      workshop,
      technicianUserId: input.technicianUserId === undefined ? work.technicianUserId : (technician?.userId ?? null),
      deferredUntil: null,
      deferReason: null,
    })
    .where(eq(maintenance.id, work.id));
  const planned = await getWork(tenant, now, work.id);
  await appendEvent(tenant, {
    type: plannedFor ? "maintenance.planned" : "maintenance.unplanned",
    subject: subjectOf(work, machine),
    data: { workId: work.id, kind: work.kind, plannedFor: planned.plannedFor, workshop },
    personal: personalOf({ technicianUserId: technician?.userId }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return planned;
}
