import { eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { OpenWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { alertLimitsFor } from "../../domain/policies/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import type { Machine } from "./claim-work.ts";
import { getWork } from "./read.ts";

/** Puts a service or a repair of one machine on the board. Throws `not_found`. */
export async function openWork(tenant: Tenant, now: Date, input: OpenWorkInput): Promise<Work> {
  const [machine] = await tenant.tx.select().from(equipment).where(eq(equipment.humanId, input.humanId));
  if (!machine) throw new AppError("not_found");
  const id = Bun.randomUUIDv7();
  const owner = {
    dealerId: machine.dealerId,
    customerId: machine.customerId,
    siteId: machine.siteId,
    equipmentId: machine.id,
  };
  await tenant.tx.insert(maintenance).values({
    id,
    orgOwnerId: machine.dealerId,
    ...owner,
    kind: input.kind,
    service: input.service,
    severity: input.severity ?? null,
    intervalH: input.intervalH ?? (await intervalOf(tenant, machine)),
    intervalDays: input.intervalDays ?? null,
    dueAtHours: input.dueAtHours ?? null,
    dueAt: input.dueAt ? new Date(input.dueAt) : null,
    notes: input.notes || null,
  });
  const work = await getWork(tenant, now, id);
  await appendEvent(tenant, {
    type: "maintenance.opened",
    subject: { ...owner, humanId: machine.humanId },
    data: { workId: id, kind: work.kind, dueAtHours: work.dueAtHours, dueAt: work.dueAt, severity: work.severity },
    personal: personalOf({ service: input.service, notes: input.notes || null }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return work;
}

const intervalOf = async (tenant: Tenant, machine: Machine): Promise<number> =>
  alertLimitsFor(await thresholdsOf(tenant, machine.dealerId), machine.type).serviceIntervalH;
