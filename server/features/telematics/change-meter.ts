import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { meterChanges } from "../../../db/schema/telematics.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { ChangeMeterInput } from "../../domain/telematics/machine-schema.ts";
import { offsetForNewMeter } from "../../domain/usage/hours.ts";
import { lockMachine, subjectOf } from "../assets/machine-rules.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { sourceOf } from "./dealer-source.ts";
import { deriveMachines } from "./derive-machines.ts";
import { requireWholeFleet } from "./import-document.ts";

/**
 * A meter was replaced, or a reading that was set aside is vouched for: from `at` on it shows `meterH`, and the machine has run `lifetimeH`.
 * Readings since are judged anew. Throws `not_found`, `input.invalid`, `auth.forbidden`.
 */
export async function changeMeter(tenant: Tenant, now: Date, input: ChangeMeterInput) {
  requireWholeFleet(tenant.actor);
  const machine = await lockMachine(tenant, input.humanId);
  const at = new Date(input.at);
  if (at > now) throw new AppError("input.invalid", { fields: { at: "lies in the future" } });
  const { dealerId } = machine;
  // Headquarters reaches every dealer's sources, and must not put one dealer's into another's history.
  if (input.sourceId && (await sourceOf(tenant, input.sourceId)).dealerId !== dealerId) throw new AppError("not_found");
  const { beforeOffsetH, isLast } = await offsetBefore(tenant, machine, at);
  const offsetH =
    input.lifetimeH === undefined
      ? beforeOffsetH
      : offsetForNewMeter({ lifetimeH: input.lifetimeH, newMeterH: input.meterH });
  await tenant.tx.insert(meterChanges).values({
    orgOwnerId: dealerId,
    dealerId,
    equipmentId: machine.id,
    at,
    source: input.sourceId ?? null,
    meterH: input.meterH,
    offsetH,
    beforeOffsetH,
    madeBy: tenant.actor.sub,
    createdAt: now,
  });
  // The machine shows the new meter from now on, unless what is known is newer.
  if (!input.sourceId && isLast)
    await tenant.tx.execute(sql`
      update equipment set hour_meter_offset = ${offsetH},
        hour_meter = case when hour_meter_at is null or hour_meter_at <= ${at.toISOString()} or ${input.lifetimeH !== undefined} then ${input.meterH} else hour_meter end,
        hour_meter_at = case when hour_meter_at is null or hour_meter_at <= ${at.toISOString()} or ${input.lifetimeH !== undefined} then ${at.toISOString()}::timestamptz else hour_meter_at end
      where id = ${machine.id}::uuid and dealer_id = ${dealerId}::uuid`);
  // Services fall due by what the meter shows: with another meter at another figure.
  if (!input.sourceId && isLast && offsetH !== beforeOffsetH)
    await tenant.tx.execute(sql`
      update maintenance set due_at_hours = round((due_at_hours + ${beforeOffsetH}::float8 - ${offsetH}::float8)::numeric, 1)::float8
      where equipment_id = ${machine.id}::uuid and dealer_id = ${dealerId}::uuid and state <> 'DONE' and due_at_hours is not null`);
  const { rows: last } = await tenant.tx.execute<{ at: string | null }>(
    sql`select max(at)::text as at from usage_readings where equipment_id = ${machine.id}::uuid and dealer_id = ${dealerId}::uuid`,
  );
  const newest = last[0]?.at ? new Date(last[0].at) : at;
  await deriveMachines(tenant, dealerId, [{ equipmentId: machine.id, from: at, to: newest > at ? newest : at }]);
  const { rows } = await tenant.tx.execute<{ hour_meter: number; quarantined: number }>(sql`
    select e.hour_meter, (select count(*)::int from usage_readings r where r.equipment_id = e.id and r.dealer_id = e.dealer_id and r.quarantine is not null) as quarantined
    from equipment e where e.id = ${machine.id}::uuid`);
  await appendEvent(tenant, {
    type: "telematics.meter_changed",
    subject: subjectOf(machine),
    data: {
      at: at.toISOString(),
      meterH: input.meterH,
      offsetH,
      before: { hourMeter: machine.hourMeter, offsetH: machine.hourMeterOffset },
      sourceId: input.sourceId ?? null,
    },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { humanId: machine.humanId, offsetH, hourMeter: rows[0]!.hour_meter, quarantined: rows[0]!.quarantined };
}

/** The offset that holds up to a moment, and whether nothing was changed after it. */
async function offsetBefore(
  { tx }: Pick<Tenant, "tx">,
  machine: { id: string; dealerId: string; hourMeterOffset: number },
  at: Date,
) {
  const changes = await tx
    .select({ at: meterChanges.at, offsetH: meterChanges.offsetH, beforeOffsetH: meterChanges.beforeOffsetH })
    .from(meterChanges)
    .where(
      and(
        eq(meterChanges.equipmentId, machine.id),
        eq(meterChanges.dealerId, machine.dealerId),
        isNull(meterChanges.source),
      ),
    )
    .orderBy(asc(meterChanges.at), asc(meterChanges.createdAt));
  const before =
    changes.findLast((change) => change.at <= at)?.offsetH ?? changes[0]?.beforeOffsetH ?? machine.hourMeterOffset;
  return { beforeOffsetH: before, isLast: !changes.some((change) => change.at > at) };
}
