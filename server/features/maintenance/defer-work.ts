import { eq } from "drizzle-orm";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { DeferWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { claimWork, subjectOf } from "./claim-work.ts";
import { getWork } from "./read.ts";

/** It waits until a day, for a reason. Throws `not_found`, `input.invalid` for a day that has passed, `maintenance.done`, `maintenance.wrong_state`. */
export async function deferWork(tenant: Tenant, now: Date, input: DeferWorkInput): Promise<Work> {
  const until = new Date(input.until);
  if (until <= now) throw new AppError("input.invalid", { fields: { until: "lies in the past" } });
  const { work, machine } = await claimWork(tenant, input.workId, ["OPEN", "PLANNED"]);
  await tenant.tx
    .update(maintenance)
    .set({ state: "OPEN", plannedFor: null, deferredUntil: until, deferReason: input.reason })
    .where(eq(maintenance.id, work.id));
  const deferred = await getWork(tenant, now, work.id);
  await appendEvent(tenant, {
    type: "maintenance.deferred",
    subject: subjectOf(work, machine),
    data: { workId: work.id, kind: work.kind, until: until.toISOString() },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return deferred;
}
