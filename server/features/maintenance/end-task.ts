import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { subjectOf, type Machine, type StoredWork } from "./claim-work.ts";

/** What a task is the doing of, where a service that fell due made it. */
export const WORK_CAUSE = "MAINTENANCE";

/** The task that the work's falling due made is done with it, whoever has reported the work. */
export async function endTask(tenant: Tenant, work: StoredWork, machine: Machine, at: Date): Promise<void> {
  const { rows } = await tenant.tx.execute<{ id: string }>(sql`
    update tasks set state = 'DONE', done_at = ${at.toISOString()}, done_by = ${tenant.actor.sub}::uuid
    where dealer_id = ${work.dealerId}::uuid and cause_kind = ${WORK_CAUSE} and cause_id = ${work.id} and kind = 'SERVICE'
      and state in ('OPEN', 'ASSIGNED', 'IN_WORK') returning id`);
  for (const { id } of rows)
    await appendEvent(tenant, {
      type: "task.done",
      subject: subjectOf(work, machine),
      data: { taskId: id, kind: "SERVICE", answers: {}, photos: [], flags: [] },
      occurredAt: at.toISOString(),
    });
}
