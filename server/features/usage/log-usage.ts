import { and, eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { usageDaily, usageReadings } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { addDays, localDay, startOfDay } from "../../domain/rentals/zone-time.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import { isMeasured, type LoggedUsage, type LogUsageInput, mayReplaceDay } from "../../domain/usage/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { operatorOf } from "../rentals/hand-over-parties.ts";
import { UNJUDGED } from "../telematics/judge-said.ts";
import { hasBegun, type Whereabouts, whereItWas } from "./where-it-was.ts";

export type UsageDeps = {
  now: Date;
  /** Told after the commit: something of the dealer's waits to be judged. */
  said: (dealerId: string) => void | Promise<void>;
};

/**
 * Takes down what a machine did on one day. The record is kept as a reading, which waits to be judged with all others of the machine;
 * the day's figures become its own unless the machine itself has reported that day. Throws, with nothing written: `not_found`, `usage.in_future`, `usage.source_reserved`,
 * `rental.meter_backwards`, `rental.operator_unknown`.
 */
export async function logUsage(
  tenant: Tenant,
  deps: UsageDeps,
  input: LogUsageInput & { source?: string },
): Promise<LoggedUsage> {
  const { actor } = tenant;
  const source = input.source ?? "MANUAL";
  if (isMeasured(source) && actor.orgType === "CUSTOMER")
    throw new AppError("usage.source_reserved", { fields: { source: "usage.source_reserved" } });
  const saidAt = happenedAt(input.occurredAt, deps.now);
  const where = await whereItWas(tenant, input.humanId, saidAt, input.date);
  if (!hasBegun(where, deps.now)) throw new AppError("usage.in_future", { fields: { date: "usage.in_future" } });
  const operatorUserId = where.customerId ? await operatorOf(tenant, where.customerId, input.operatorUserId) : null;
  const at = readAt(where, saidAt, input);
  const flag = await judgeHourMeter(tenant, where, input.hourMeter, at);
  await keepReading(tenant, where, { ...input, source, at, operatorUserId });
  const day = await countDay(tenant, where, { ...input, source }, deps.now);
  const { runtimeH, idleH } = input;
  const logged = { runtimeH, idleH, fuelL: input.fuelL ?? null, hourMeter: input.hourMeter ?? null };
  const flags = flag ? [flag] : [];
  await appendEvent(tenant, {
    type: "usage.logged",
    subject: {
      dealerId: where.dealerId,
      customerId: where.customerId,
      siteId: where.siteId,
      equipmentId: where.equipmentId,
      rentalId: where.rentalId,
      humanId: where.humanId,
    },
    data: { day: where.day, ...logged, source, counted: day.counted, before: day.before, flags },
    personal: personalOf({ operatorUserId, position: input.position, notes: input.notes || null }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  tenant.afterCommit(() => deps.said(where.dealerId));
  return { humanId: where.humanId, day: where.day, ...logged, counted: day.counted, flags };
}

/** A meter is read at the end of its day; what says where the machine is, is of the moment in which it was said. */
function readAt({ day, timeZone }: Whereabouts, saidAt: Date, { hourMeter, position }: LogUsageInput): Date {
  if (hourMeter == null || position || localDay(saidAt, timeZone) <= day) return saidAt;
  const end = new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1000);
  return saidAt.getTime() - end.getTime() > OLDEST_MS ? saidAt : end;
}

/** Held against the machine's meter where the actor sees the machine. */
async function judgeHourMeter({ tx }: Tenant, where: Whereabouts, hours: number | null | undefined, at: Date) {
  if (hours === null || hours === undefined) return null;
  const [machine] = await tx
    .select({ hours: equipment.hourMeter, at: equipment.hourMeterAt })
    .from(equipment)
    .where(eq(equipment.id, where.equipmentId));
  const previous = machine?.at ? { hours: machine.hours, at: machine.at } : null;
  const verdict = judgeMeter({ previous, next: { hours, at } });
  if (!verdict.ok)
    throw new AppError(verdict.code, {
      fields: { hourMeter: `the meter last showed ${verdict.previousHours} h` },
      details: { hourMeter: verdict.previousHours },
    });
  return verdict.flag;
}

/** A meter that is told later than that says nothing about a day. */
const OLDEST_MS = 45 * 86_400_000;
/** Milliseconds that records of one instant may be set apart by. */
const SAME_INSTANT = 50;
type Said = LogUsageInput & { source: string };
const stampsOf = ({ dealerId, customerId, siteId, equipmentId }: Whereabouts) => ({
  orgOwnerId: dealerId,
  dealerId,
  customerId,
  siteId,
  equipmentId,
});

async function keepReading(
  { tx }: Tenant,
  where: Whereabouts,
  said: Said & { at: Date; operatorUserId: string | null },
): Promise<void> {
  const month = said.at.toISOString().slice(0, 10);
  await tx.execute(sql`select app.ensure_usage_partition(${month}::date)`);
  const values = {
    ...stampsOf(where),
    source: said.source,
    quarantine: UNJUDGED,
    hourMeter: said.hourMeter ?? null,
    lat: said.position?.lat ?? null,
    lon: said.position?.lon ?? null,
    accuracyM: said.position?.accuracyM ?? null,
    operatorUserId: said.operatorUserId,
    raw: { day: where.day, runtimeH: said.runtimeH, idleH: said.idleH, fuelL: said.fuelL ?? null },
  };
  // Two records of one instant are two readings; what is beyond that, the day's figures and the events hold.
  for (let shiftMs = 0; shiftMs < SAME_INSTANT; shiftMs++) {
    const made = await tx
      .insert(usageReadings)
      .values({ ...values, at: new Date(said.at.getTime() + shiftMs) })
      .onConflictDoNothing();
    if (made.rowCount) return;
  }
}

type Before = { runtimeH: number; idleH: number; fuelL: number | null; source: string };

/** The day's figures, and what they were. A day that was another customer's too, or that the machine has reported, stays as it is. */
async function countDay(
  { tx }: Tenant,
  where: Whereabouts,
  said: Said,
  now: Date,
): Promise<{ counted: boolean; before: Before | null }> {
  const { runtimeH, idleH, source } = said;
  const figures = {
    runtimeH,
    idleH,
    fuelL: said.fuelL ?? null,
    hourMeterEnd: said.hourMeter ?? null,
    source,
    updatedAt: now,
  };
  const made = await tx
    .insert(usageDaily)
    .values({ ...stampsOf(where), day: where.day, ...figures })
    .onConflictDoNothing();
  if (made.rowCount) return { counted: true, before: null };
  const theDay = and(eq(usageDaily.equipmentId, where.equipmentId), eq(usageDaily.day, where.day));
  const [before] = await tx
    .select({
      runtimeH: usageDaily.runtimeH,
      idleH: usageDaily.idleH,
      fuelL: usageDaily.fuelL,
      source: usageDaily.source,
      customerId: usageDaily.customerId,
    })
    .from(usageDaily)
    .where(theDay)
    .for("update");
  if (!before || before.customerId !== where.customerId) return { counted: false, before: null };
  const { customerId: _, ...was } = before;
  if (!mayReplaceDay(before.source, source)) return { counted: false, before: was };
  await tx.update(usageDaily).set(figures).where(theDay);
  return { counted: true, before: was };
}
