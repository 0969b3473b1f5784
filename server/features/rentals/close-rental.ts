import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { rentals, rentalStays } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { bestPrice, excessOf, rentDays } from "../../domain/rates/price.ts";
import { judgeReturn, overdueFrom } from "../../domain/rentals/due.ts";
import { judgeMeter, rentalHours } from "../../domain/usage/hours.ts";
import { attachMedia } from "../media/attach.ts";
import { createTask } from "../tasks/create-task.ts";
import type { RentalDeps } from "./check-out.ts";
import { endPickUps, hasOpenPickUp } from "./end-pick-ups.ts";
import { placesOf, type RentalRow } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { supersedeRequests } from "./requests-of-rental.ts";
import { rentalTermsOf } from "./terms-of.ts";

export type Closing = {
  type: "rental.checked_in" | "rental.collected" | "rental.swapped_out";
  /** Null for what has no meter. */
  engineEnd: number | null;
  fuelL?: number | null | undefined;
  photos: readonly string[];
  condition?: Record<string, unknown> | null | undefined;
  notes?: string | null | undefined;
  reason?: string | null | undefined;
  position?: (typeof rentals.$inferInsert)["checkInPosition"] | undefined;
  droppedOffAt?: string | null | undefined;
  /** The dealer's yard that it is in; null while it still stands elsewhere. */
  yardId: string | null;
  /** More facts of the step. */
  data?: Record<string, unknown>;
  occurredAt?: string | undefined;
  operationId?: string | undefined;
};

/**
 * Ends a rental that is out and locked, and those of what travels with it: hours, lateness and excess hours are settled, what waited for an answer is void, the machine
 * waits as IDLE for its inspection, and the next task stands. Throws `rental.meter_backwards`, `rental.drop_off_order`,
 * `media.not_stored`.
 */
export async function closeRental(
  tenant: Tenant,
  deps: RentalDeps,
  rental: RentalRow,
  closing: Closing,
): Promise<void> {
  const out = rental.checkedOutAt ?? rental.period.from;
  const at = happenedAt(closing.occurredAt, deps.now, out);
  const from = out ?? at;
  const flags = [...rental.flags, ...meterFlags(rental.engineStart, from, closing.engineEnd, at)];
  const droppedOffAt = closing.droppedOffAt ? new Date(closing.droppedOffAt) : null;
  if (droppedOffAt && (droppedOffAt < from || droppedOffAt > at))
    throw new AppError("rental.drop_off_order", { fields: { droppedOffAt: "rental.drop_off_order" } });
  const { siteName, timeZone } = (await placesOf(tenant, [rental]))(rental);
  const { countsFrom, lateDays } = await judged(tenant, rental, at, droppedOffAt, timeZone);
  const hours =
    rental.engineStart === null || closing.engineEnd === null
      ? null
      : rentalHours(rental.engineStart, closing.engineEnd);
  const excess = excessAt(
    rental,
    from,
    rental.offRentAt && rental.offRentAt < countsFrom ? rental.offRentAt : countsFrom,
    hours,
    timeZone,
  );

  const [closed] = await tenant.tx
    .update(rentals)
    .set({
      state: "RETURNED",
      period: { from, to: new Date(Math.max(at.getTime(), from.getTime() + 1)) },
      checkedInAt: at,
      checkedInBy: tenant.actor.sub,
      checkInPosition: closing.position ?? null,
      engineEnd: closing.engineEnd,
      fuelL: closing.fuelL ?? null,
      conditionIn: closing.condition ?? rental.conditionIn,
      notes: closing.notes ?? rental.notes,
      flags,
      droppedOffAt,
      lateDays,
      excessHours: excess?.excessHours ?? null,
    })
    .where(eq(rentals.id, rental.id))
    .returning();
  const { dealerId, customerId, siteId, equipmentId, id: rentalId, humanId } = rental;
  const owner = { dealerId, customerId, siteId, equipmentId, rentalId };
  const photos = await attachMedia(tenant, deps.files, closing.photos, owner);
  await tenant.tx
    .update(rentalStays)
    .set({ toAt: countsFrom })
    .where(and(eq(rentalStays.rentalId, rentalId), isNull(rentalStays.toAt)));
  const superseded = await supersedeRequests(tenant, rentalId, ["EXTEND", "CALL_OFF"], at);
  await tenant.tx.execute(sql`select app.follow_rental(${rentalId}::uuid, ${closing.yardId}::uuid)`);
  if (closing.yardId) await endPickUps(tenant, rental, "DONE", at);
  const next = closing.yardId ? "INSPECTION" : "PICK_UP";
  const waits = next === "PICK_UP" && (await hasOpenPickUp(tenant, rental));
  await logStep(tenant, deps, {
    type: closing.type,
    rental: closed!,
    siteName,
    timeZone,
    data: {
      engineStart: rental.engineStart,
      engineEnd: closing.engineEnd,
      hours,
      fuelL: closing.fuelL ?? null,
      dueAt: rental.dueAt.toISOString(),
      firstDueAt: rental.firstDueAt.toISOString(),
      lateDays,
      droppedOffAt: droppedOffAt?.toISOString() ?? null,
      excessHours: excess?.excessHours ?? null,
      condition: closing.condition ?? null,
      next,
      photos,
      flags,
      superseded,
      ...closing.data,
    },
    personal: { position: closing.position, notes: closing.notes, reason: closing.reason },
    occurredAt: closing.occurredAt,
    operationId: closing.operationId,
  });
  if (!waits)
    await createTask(tenant, {
      ...owner,
      kind: next,
      // Who is bound to jobsites writes nothing about the yard.
      siteId: closing.yardId && tenant.actor.siteIds === null ? closing.yardId : siteId,
      humanId,
      cause: { kind: "RENTAL_RETURN", id: rentalId },
      occurredAt: closing.occurredAt,
      operationId: closing.operationId,
    });
  await closeTravellers(tenant, deps, rentalId, closing);
}

/** What travels with a machine comes back with it. */
async function closeTravellers(tenant: Tenant, deps: RentalDeps, hostId: string, closing: Closing): Promise<void> {
  const along = await tenant.tx
    .select()
    .from(rentals)
    .where(and(eq(rentals.hostRentalId, hostId), inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"])))
    .orderBy(asc(rentals.id))
    .for("update");
  const { type, yardId, position, droppedOffAt, occurredAt, operationId } = closing;
  for (const rental of along)
    await closeRental(tenant, deps, rental, {
      type,
      yardId,
      position,
      droppedOffAt:
        rental.checkedOutAt && droppedOffAt && new Date(droppedOffAt) < rental.checkedOutAt ? null : droppedOffAt,
      occurredAt,
      operationId,
      engineEnd: null,
      photos: [],
      data: closing.data ?? {},
    });
}

async function judged(
  tenant: Tenant,
  rental: RentalRow,
  acceptedAt: Date,
  droppedOffAt: Date | null,
  timeZone: string,
) {
  const { graceMinutes, nightDropOff } = await rentalTermsOf(tenant, rental.dealerId, rental.customerId);
  const facts = { dueAt: rental.dueAt, acceptedAt, droppedOffAt, nightDropOff, timeZone, graceMinutes };
  const verdict = judgeReturn(facts);
  // Called off in time, it waits for the dealer: however late it is fetched, the customer is not.
  const inTime = rental.offRentAt !== null && rental.offRentAt <= overdueFrom(facts);
  return inTime ? { ...verdict, lateDays: 0 } : verdict;
}

/** Hours beyond those in the price of the days of rent, by the rate of the check-out. */
function excessAt({ rate }: RentalRow, from: Date, until: Date, hours: number | null, timeZone: string) {
  return rate && excessOf(hours, bestPrice(rentDays(from, until, timeZone), rate), rate);
}

function meterFlags(engineStart: number | null, from: Date, engineEnd: number | null, at: Date): string[] {
  if (engineStart === null || engineEnd === null) return [];
  const verdict = judgeMeter({ previous: { hours: engineStart, at: from }, next: { hours: engineEnd, at } });
  if (!verdict.ok || engineEnd < engineStart)
    throw new AppError("rental.meter_backwards", {
      fields: { engineEnd: `it went out with ${engineStart} h` },
      details: { engineStart },
    });
  return verdict.flag ? [verdict.flag] : [];
}
