import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { FaultLevel } from "../../domain/faults/j1939.ts";
import type { Severity } from "../../domain/inspections/words.ts";
import type { openForFaultInput, Work } from "../../domain/maintenance/schema.ts";
import { FAULT_CAUSE } from "../../domain/maintenance/words.ts";
import { alertLimitsFor } from "../../domain/policies/schema.ts";
import { takeLife } from "../faults/take-life.ts";
import { writeLives } from "../faults/write-lives.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { getWork } from "./read.ts";

/** Whether a machine may be used at all is for a person to say. */
const SEVERITY: Record<FaultLevel, Severity | null> = {
  SEVERE: "MAJOR",
  MODERATE: "MAJOR",
  MINOR: "MINOR",
  UNRATED: null,
};

/**
 * Puts the repair of a fault on the board, with the fault as its cause. One that has an open order keeps it, and the answer is that
 * order. Throws `not_found`, `auth.forbidden` for the machine's customer.
 */
export async function openForFault(
  tenant: Tenant,
  now: Date,
  input: z.output<typeof openForFaultInput>,
): Promise<Work> {
  const { tx } = tenant;
  const { life, machine } = await takeLife(tenant, input.faultId);
  if (life.workId) {
    const [open] = await tx
      .select({ id: maintenance.id })
      .from(maintenance)
      .where(and(eq(maintenance.id, life.workId), ne(maintenance.state, "DONE")));
    if (open) return getWork(tenant, now, open.id);
  }
  const workId = Bun.randomUUIDv7();
  const { dealerId, customerId, siteId } = machine;
  const owner = { dealerId, customerId, siteId, equipmentId: machine.id };
  const service = (life.description ?? life.code).slice(0, 160);
  const limits = alertLimitsFor(await thresholdsOf(tenant, dealerId), machine.type);
  await tx.insert(maintenance).values({
    id: workId,
    orgOwnerId: dealerId,
    ...owner,
    kind: "REPAIR",
    service,
    severity: SEVERITY[life.level],
    intervalH: limits.serviceIntervalH,
    causeKind: FAULT_CAUSE,
    causeId: life.workId === null ? life.id : `${life.id}:${workId}`,
  });
  await writeLives(tenant, dealerId, [{ ...life, workId }], [life.id]);
  const work = await getWork(tenant, now, workId);
  await appendEvent(tenant, {
    type: "maintenance.opened",
    subject: { ...owner, humanId: machine.humanId },
    data: {
      workId,
      kind: work.kind,
      dueAtHours: null,
      dueAt: null,
      severity: work.severity,
      cause: FAULT_CAUSE,
      causeId: life.id,
    },
    // What the machine reported is for those who had it then; the event is also for who has it now.
    personal: personalOf({ service, code: life.code }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return work;
}
