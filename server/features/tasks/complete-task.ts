import { eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Services } from "../../context.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { CompleteTaskInput, Task } from "../../domain/tasks/schema.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { closeWork } from "../maintenance/close-work.ts";
import { claimWorkOfTask } from "../maintenance/work-of-task.ts";
import { attachMedia } from "../media/attach.ts";
import { getTask } from "./read.ts";
import { subjectOf, takeStep, type StoredTask } from "./take-step.ts";

/**
 * It is done, with photos and what was read off, and with it the service that made it. Throws, with nothing written: `not_found`,
 * `auth.forbidden`, `task.closed` with what is true now, `rental.meter_backwards`, `media.not_stored`, and `input.invalid` for a service
 * without a meter reading.
 */
export async function completeTask(
  tenant: Tenant,
  deps: Pick<Services, "files"> & { now: Date },
  input: CompleteTaskInput,
): Promise<Task> {
  const claimed = await claimWorkOfTask(tenant, input.taskId);
  const { task, next } = await takeStep(tenant, input.taskId, "complete");
  const { engineHours } = input.answers;
  if (claimed && engineHours === undefined)
    throw new AppError("input.invalid", { fields: { "answers.engineHours": "a service is done at a meter reading" } });
  const at = happenedAt(input.occurredAt, deps.now, task.startedAt ?? task.createdAt);
  const flag = await judgeHours(tenant, task, engineHours, at);
  const photos = await attachMedia(tenant, deps.files, input.photos, task);
  await tenant.tx
    .update(tasks)
    .set({
      state: next,
      startedAt: task.startedAt ?? at,
      startedBy: task.startedBy ?? tenant.actor.sub,
      doneAt: at,
      doneBy: tenant.actor.sub,
      answers: input.answers,
      photos: input.photos,
      notes: input.notes || task.notes,
    })
    .where(eq(tasks.id, task.id));
  const done = await getTask(tenant, task.id);
  await appendEvent(tenant, {
    type: "task.done",
    subject: subjectOf(task),
    data: { taskId: task.id, kind: task.kind, answers: input.answers, photos, flags: flag ? [flag] : [] },
    personal: personalOf({ notes: input.notes || null }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  if (claimed && engineHours !== undefined) {
    const { occurredAt, notes } = input;
    const flags = flag ? [flag] : [];
    await closeWork(tenant, deps.now, claimed, {
      at,
      engineHours,
      parts: [],
      photos,
      notes: notes || null,
      flags,
      occurredAt,
    });
  }
  return done;
}

/** Held against the machine's meter where the actor sees the machine. */
async function judgeHours({ tx }: Tenant, task: StoredTask, hours: number | undefined, at: Date) {
  if (hours === undefined || !task.equipmentId) return null;
  const [machine] = await tx
    .select({ hours: equipment.hourMeter, at: equipment.hourMeterAt })
    .from(equipment)
    .where(eq(equipment.id, task.equipmentId));
  const previous = machine?.at ? { hours: machine.hours, at: machine.at } : null;
  const verdict = judgeMeter({ previous, next: { hours, at } });
  if (!verdict.ok)
    throw new AppError(verdict.code, {
      fields: { "answers.engineHours": `the meter last showed ${verdict.previousHours} h` },
      details: { hourMeter: verdict.previousHours },
    });
  return verdict.flag;
}
