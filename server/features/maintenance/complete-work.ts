import { eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Services } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import { nextDue, serviceName } from "../../domain/maintenance/due.ts";
import type { CompleteWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { attachMedia } from "../media/attach.ts";
import { claimWork, keptByOtherWork, subjectOf, type Machine, type StoredWork } from "./claim-work.ts";
import { endTask } from "./end-task.ts";
import { getWork } from "./read.ts";

/**
 * The work is done at a meter reading: the machine is available again unless other work keeps it, its meter moves on, and the next
 * service stands. Throws, with nothing written: `not_found`, `maintenance.done`, `rental.meter_backwards`, `media.not_stored`.
 */
export async function completeWork(
  tenant: Tenant,
  deps: Pick<Services, "files"> & { now: Date },
  input: CompleteWorkInput,
): Promise<{ work: Work; next: Work | null }> {
  const { tx } = tenant;
  const { work, machine } = await claimWork(tenant, input.workId, ["OPEN", "PLANNED", "IN_WORK"]);
  const at = happenedAt(input.occurredAt, deps.now, work.startedAt ?? work.createdAt);
  const flag = judgeHours(machine, input.engineHours, at);
  const photos = await attachMedia(tenant, deps.files, input.photos, work);
  await tx
    .update(maintenance)
    .set({
      state: "DONE",
      doneAt: at,
      doneAtHours: input.engineHours,
      doneBy: tenant.actor.sub,
      parts: input.parts,
      photos: [...work.photos, ...input.photos],
      notes: input.notes || work.notes,
    })
    .where(eq(maintenance.id, work.id));
  const released = machine.status === "MAINTENANCE" && !(await keptByOtherWork(tenant, work));
  await tx
    .update(equipment)
    .set({
      // A machine that went to the workshop while on rent is its customer's again.
      ...(released ? { status: machine.customerId ? ("ON_RENT" as const) : ("AVAILABLE" as const) } : {}),
      hourMeter: sql`greatest(${equipment.hourMeter}, ${input.engineHours})`,
      hourMeterAt: sql`greatest(${equipment.hourMeterAt}, ${at.toISOString()}::timestamptz)`,
      lastSeenAt: sql`greatest(${equipment.lastSeenAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(eq(equipment.id, machine.id));
  const nextId = await writeNext(tenant, work, machine, input.engineHours, at);
  const done = await getWork(tenant, deps.now, work.id);
  const next = nextId ? await getWork(tenant, deps.now, nextId) : null;
  await endTask(tenant, work, machine, at);
  await appendEvent(tenant, {
    type: "maintenance.done",
    subject: subjectOf(work, machine),
    data: {
      workId: work.id,
      kind: work.kind,
      engineHours: input.engineHours,
      parts: input.parts.length,
      photos,
      next: next && { workId: next.id, dueAtHours: next.dueAtHours, dueAt: next.dueAt },
      flags: flag ? [flag] : [],
      ...(released ? { from: machine.status, to: machine.customerId ? "ON_RENT" : "AVAILABLE" } : {}),
    },
    personal: personalOf({ notes: input.notes || null, parts: input.parts.length > 0 ? input.parts : null }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { work: done, next };
}

function judgeHours(machine: Machine, hours: number, at: Date): string | null {
  const previous = machine.hourMeterAt && { hours: machine.hourMeter, at: machine.hourMeterAt };
  const verdict = judgeMeter({ previous, next: { hours, at } });
  if (!verdict.ok)
    throw new AppError(verdict.code, {
      fields: { engineHours: `the meter last showed ${verdict.previousHours} h` },
      details: { hourMeter: verdict.previousHours },
    });
  return verdict.flag;
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
