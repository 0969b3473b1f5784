import type { Tenant } from "../../../db/tenancy.ts";
import type { Services } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import type { CompleteWorkInput, Work } from "../../domain/maintenance/schema.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import { attachMedia } from "../media/attach.ts";
import { claimWork, type Machine } from "./claim-work.ts";
import { closeWork } from "./close-work.ts";

/**
 * The work is done at a meter reading, as `closeWork` says. Throws, with nothing written: `not_found`, `maintenance.done`,
 * `rental.meter_backwards`, `media.not_stored`.
 */
export async function completeWork(
  tenant: Tenant,
  deps: Pick<Services, "files"> & { now: Date },
  input: CompleteWorkInput,
): Promise<{ work: Work; next: Work | null }> {
  const { work, machine } = await claimWork(tenant, input.workId, ["OPEN", "PLANNED", "IN_WORK"]);
  const at = happenedAt(input.occurredAt, deps.now, work.startedAt ?? work.createdAt);
  const flag = judgeHours(machine, input.engineHours, at);
  const photos = await attachMedia(tenant, deps.files, input.photos, work);
  return closeWork(
    tenant,
    deps.now,
    { work, machine },
    {
      at,
      engineHours: input.engineHours,
      parts: input.parts,
      photos,
      notes: input.notes || null,
      flags: flag ? [flag] : [],
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    },
  );
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
