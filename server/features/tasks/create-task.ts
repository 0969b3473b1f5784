import { and, eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { TaskKind } from "../../domain/tasks/words.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { assigneeOf } from "./assignee-of.ts";

export type NewTask = {
  kind: TaskKind;
  /** Words of a person; without them screens say what the kind and the machine say. */
  title?: string | null | undefined;
  dealerId: string;
  customerId: string | null;
  /** Where it begins, or takes place. */
  siteId: string | null;
  toSiteId?: string | null | undefined;
  equipmentId?: string | null | undefined;
  rentalId?: string | null | undefined;
  /** The machine's number, where the caller knows it; else it is read from the rental or the machine. */
  humanId?: string | null | undefined;
  dueAt?: Date | null | undefined;
  /** A member of the dealer, or of the customer. Throws `not_found` for others. */
  assigneeUserId?: string | null | undefined;
  notes?: string | null | undefined;
  /** The organisation that keeps the record and plans it; the dealer where nothing is said. */
  keeperId?: string | undefined;
  /** What made it, such as `{ kind: "RENTAL_CALL_OFF", id: rentalId }`: the same cause makes one task of a kind. */
  cause: { kind: string; id: string };
  occurredAt?: string | undefined;
  operationId?: string | undefined;
};

/**
 * Makes a task inside the caller's transaction, with its event `task.created`. Once per dealer, cause and kind: again it changes
 * nothing and answers `created: false` with the id of the first, or null where the actor does not see it. The tenants and places
 * given must be those of a record that the caller has proven; `not_found` for a site or a person that is not the actor's.
 */
export async function createTask(tenant: Tenant, task: NewTask): Promise<{ id: string | null; created: boolean }> {
  const { tx } = tenant;
  const humanId = task.humanId ?? (await humanIdOf(tenant, task));
  const assignee = task.assigneeUserId ? await assigneeOf(tenant, task, task.assigneeUserId) : null;
  const id = Bun.randomUUIDv7();
  // Without RETURNING and without naming the index: an operator who causes a task does not see it.
  const made = await tx
    .insert(tasks)
    .values({
      id,
      orgOwnerId: task.keeperId ?? task.dealerId,
      dealerId: task.dealerId,
      customerId: task.customerId,
      siteId: task.siteId,
      toSiteId: task.toSiteId ?? null,
      equipmentId: task.equipmentId ?? null,
      rentalId: task.rentalId ?? null,
      humanId,
      kind: task.kind,
      state: assignee ? "ASSIGNED" : "OPEN",
      title: task.title ?? null,
      notes: task.notes ?? null,
      dueAt: task.dueAt ?? null,
      assigneeUserId: assignee?.userId ?? null,
      assigneeOrgId: assignee?.orgId ?? null,
      causeKind: task.cause.kind,
      causeId: task.cause.id,
    })
    .onConflictDoNothing();
  if (!made.rowCount) {
    const [first] = await tx
      .select({ id: tasks.id })
      .from(tasks)
      .where(
        and(
          eq(tasks.dealerId, task.dealerId),
          eq(tasks.causeKind, task.cause.kind),
          eq(tasks.causeId, task.cause.id),
          eq(tasks.kind, task.kind),
        ),
      );
    return { id: first?.id ?? null, created: false };
  }
  await appendEvent(tenant, {
    type: "task.created",
    subject: {
      dealerId: task.dealerId,
      customerId: task.customerId,
      siteId: task.siteId,
      equipmentId: task.equipmentId ?? null,
      humanId,
      rentalId: task.rentalId ?? null,
    },
    data: {
      taskId: id,
      kind: task.kind,
      toSiteId: task.toSiteId ?? null,
      dueAt: task.dueAt?.toISOString() ?? null,
      assigned: assignee !== null,
      cause: task.cause.kind,
      causeId: task.cause.id,
    },
    personal: personalOf({ title: task.title, notes: task.notes, assigneeUserId: assignee?.userId }),
    occurredAt: task.occurredAt,
    operationId: task.operationId,
  });
  return { id, created: true };
}

/** The number on the machine, from the rental's snapshot where there is one: a returned machine is the dealer's alone to see. */
async function humanIdOf({ tx }: Tenant, task: NewTask): Promise<string | null> {
  if (task.rentalId) {
    const [rental] = await tx.select({ humanId: rentals.humanId }).from(rentals).where(eq(rentals.id, task.rentalId));
    if (rental) return rental.humanId;
  }
  if (!task.equipmentId) return null;
  const [machine] = await tx
    .select({ humanId: equipment.humanId })
    .from(equipment)
    .where(eq(equipment.id, task.equipmentId));
  return machine?.humanId ?? null;
}
