import { eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { nextDue, serviceName } from "../../domain/maintenance/due.ts";
import type { Work } from "../../domain/maintenance/schema.ts";
import type { Part } from "../../domain/maintenance/words.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { keptByOtherWork, subjectOf, type Machine, type StoredWork } from "./claim-work.ts";
import { endTask } from "./end-task.ts";
import { getWork } from "./read.ts";

/** How a piece of work was done. The meter has been judged and the photos are attached. */
export type Done = {
  at: Date;
  engineHours: number;
  parts: Part[];
  photos: { mediaId: string; sha256: string }[];
  notes: string | null;
  flags: string[];
  occurredAt?: string | undefined;
  operationId?: string | undefined;
};

/**
 * Work that is claimed is done: the machine is available again unless other work keeps it, its meter moves on, the next service stands,
 * and the task that the work made is done. What a machine reports as faulty stays until the machine says otherwise.
 */
export async function closeWork(
  tenant: Tenant,
  now: Date,
  { work, machine }: { work: StoredWork; machine: Machine },
  done: Done,
): Promise<{ work: Work; next: Work | null }> {
  const { tx } = tenant;
  const { at, engineHours } = done;
  await tx
    .update(maintenance)
    .set({
      state: "DONE",
      doneAt: at,
      doneAtHours: engineHours,
      doneBy: tenant.actor.sub,
      parts: done.parts,
      photos: [...work.photos, ...done.photos.map(({ mediaId }) => mediaId)],
      notes: done.notes ?? work.notes,
    })
    .where(eq(maintenance.id, work.id));
  const released = machine.status === "MAINTENANCE" && !(await keptByOtherWork(tenant, work));
  await tx
    .update(equipment)
    .set({
      // A machine that went to the workshop while on rent is its customer's again.
      ...(released ? { status: machine.customerId ? ("ON_RENT" as const) : ("AVAILABLE" as const) } : {}),
      hourMeter: sql`greatest(${equipment.hourMeter}, ${engineHours})`,
      hourMeterAt: sql`greatest(${equipment.hourMeterAt}, ${at.toISOString()}::timestamptz)`,
      lastSeenAt: sql`greatest(${equipment.lastSeenAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(eq(equipment.id, machine.id));
  const nextId = await writeNext(tenant, work, machine, engineHours, at);
  const closed = await getWork(tenant, now, work.id);
  const next = nextId ? await getWork(tenant, now, nextId) : null;
  await endTask(tenant, work, machine, at);
  await appendEvent(tenant, {
    type: "maintenance.done",
    subject: subjectOf(work, machine),
    data: {
      workId: work.id,
      kind: work.kind,
      engineHours,
      parts: done.parts.length,
      photos: done.photos,
      next: next && { workId: next.id, dueAtHours: next.dueAtHours, dueAt: next.dueAt },
      flags: done.flags,
      ...(released ? { from: machine.status, to: machine.customerId ? "ON_RENT" : "AVAILABLE" } : {}),
    },
    personal: personalOf({ notes: done.notes, parts: done.parts.length > 0 ? done.parts : null }),
    occurredAt: done.occurredAt,
    operationId: done.operationId,
  });
  return { work: closed, next };
}

/** The service that follows, where this was one. A service by hours is named by the mark it comes nearest. */
async function writeNext({ tx }: Tenant, work: StoredWork, machine: Machine, doneAtHours: number, doneAt: Date) {
  const due = work.kind === "SERVICE" ? nextDue({ ...work, doneAtHours, doneAt }) : null;
  if (!due) return null;
  const id = Bun.randomUUIDv7();
  await tx.insert(maintenance).values({
    id,
    orgOwnerId: work.dealerId,
    dealerId: work.dealerId,
    customerId: machine.customerId,
    siteId: machine.siteId,
    equipmentId: work.equipmentId,
    kind: "SERVICE",
    service: due.dueAtHours !== null && work.intervalH === 250 ? serviceName(due.dueAtHours) : work.service,
    intervalH: work.intervalH,
    intervalDays: work.intervalDays,
    ...due,
  });
  return id;
}
