/** The transport tasks of reserved machines: made when a machine is settled, and following what becomes of it. */
import { and, eq, inArray, or } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { createTask } from "../tasks/create-task.ts";

const CAUSE = "RESERVATION";
const OPEN = ["OPEN", "ASSIGNED", "IN_WORK"] as const;

type Operation = { operationId: string; occurredAt?: string | undefined };
type Delivery = {
  equipmentId: string;
  humanId: string;
  rentalId: string;
  dealerId: string;
  customerId: string;
  siteId: string;
  startsAt: Date;
};

/**
 * Where a machine is brought from. The customer reads the task, so it does not say at which other customer's site the machine still
 * is: then it is where it goes.
 */
export async function broughtFrom(
  { tx }: Pick<Tenant, "tx">,
  { equipmentId, customerId, siteId }: Pick<Delivery, "equipmentId" | "customerId" | "siteId">,
): Promise<string> {
  const [stands] = await tx
    .select({ siteId: equipment.siteId })
    .from(equipment)
    .innerJoin(sites, eq(sites.id, equipment.siteId))
    .where(and(eq(equipment.id, equipmentId), or(eq(sites.kind, "YARD"), eq(sites.customerId, customerId))));
  return stands?.siteId ?? siteId;
}

/** Somebody has to bring the machine to its site by the time it is reserved for; one task for each machine of a reservation. */
export async function bringMachine(tenant: Tenant, machine: Delivery, operation: Operation): Promise<void> {
  const { dealerId, customerId, siteId, equipmentId, rentalId, humanId } = machine;
  await createTask(tenant, {
    kind: "TRANSPORT",
    dealerId,
    customerId,
    siteId: await broughtFrom(tenant, machine),
    toSiteId: siteId,
    equipmentId,
    rentalId,
    humanId,
    dueAt: machine.startsAt,
    cause: { kind: CAUSE, id: rentalId },
    operationId: operation.operationId,
    occurredAt: operation.occurredAt,
  });
}

const waiting = (rentalIds: string[]) =>
  and(eq(tasks.causeKind, CAUSE), inArray(tasks.causeId, rentalIds), inArray(tasks.state, ["OPEN", "ASSIGNED"]));

/** The machines stand at their sites: nobody has to bring them any more. The check-out's own event tells it. */
export async function endTransport({ tx, actor }: Tenant, rentalIds: string[], at: Date): Promise<void> {
  await tx
    .update(tasks)
    .set({ state: "DONE", doneAt: at, doneBy: actor.sub })
    .where(and(eq(tasks.causeKind, CAUSE), inArray(tasks.causeId, rentalIds), inArray(tasks.state, OPEN)));
}

/** The machines come on another day. */
export async function postponeTransport({ tx }: Tenant, rentalIds: string[], startsAt: Date): Promise<void> {
  if (rentalIds.length > 0) await tx.update(tasks).set({ dueAt: startsAt }).where(waiting(rentalIds));
}

/** The machines do not come: tasks that nobody has begun are cancelled, each with its event. */
export async function dropTransport(
  tenant: Tenant,
  rentalIds: string[],
  now: Date,
  operation: Operation,
): Promise<void> {
  if (rentalIds.length === 0) return;
  const dropped = await tenant.tx
    .update(tasks)
    .set({ state: "CANCELLED", cancelledAt: now, cancelReason: null })
    .where(waiting(rentalIds))
    .returning();
  for (const task of dropped) {
    const { dealerId, customerId, siteId, equipmentId, humanId, rentalId } = task;
    await appendEvent(tenant, {
      type: "task.cancelled",
      subject: { dealerId, customerId, siteId, equipmentId, humanId, rentalId },
      data: { taskId: task.id, kind: task.kind, cause: CAUSE },
      operationId: operation.operationId,
      occurredAt: operation.occurredAt,
    });
  }
}
