import { and, eq, inArray, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { tasks } from "../../../db/schema/maintenance.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { CheckInInput, Rental } from "../../domain/rentals/schema.ts";
import { containsPoint, type Geofence } from "../../domain/sites/geofence.ts";
import { judgeMeter, rentalHours } from "../../domain/usage/hours.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { attachMedia } from "../media/attach.ts";
import type { RentalDeps } from "./check-out.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getRental } from "./read.ts";

/**
 * Takes a machine back: the rental is closed with its hours, the machine waits as IDLE for inspection, and the next task
 * stands. Throws, with nothing written: `rental.not_out`, `not_found`, `rental.meter_backwards`, `media.not_stored`.
 */
export async function checkIn(tenant: Tenant, deps: RentalDeps, input: CheckInInput): Promise<Rental> {
  const { tx, actor } = tenant;
  const rental = await activeRental(tenant, input.humanId);
  const out = rental.checkedOutAt ?? rental.period.from;
  const at = happenedAt(input.occurredAt, deps.now, out);
  const from = out ?? at;
  const flags = [...rental.flags, ...meterFlags(rental.engineStart, from, input.engineEnd, at)];
  const yardId = await yardAt(tenant, rental.dealerId, input.position);

  await tx
    .update(rentals)
    .set({
      state: "RETURNED",
      period: { from, to: new Date(Math.max(at.getTime(), from.getTime() + 1)) },
      checkedInAt: at,
      checkedInBy: actor.sub,
      checkInPosition: input.position ?? null,
      engineEnd: input.engineEnd,
      fuelL: input.fuelL ?? null,
      notes: input.notes ?? rental.notes,
      flags,
    })
    .where(eq(rentals.id, rental.id));
  const owner = {
    dealerId: rental.dealerId,
    customerId: rental.customerId,
    siteId: rental.siteId,
    equipmentId: rental.equipmentId,
    rentalId: rental.id,
  };
  const photos = await attachMedia(tenant, deps.files, input.photos, owner);
  await tx.execute(sql`select app.follow_rental(${rental.id}::uuid, ${yardId}::uuid)`);
  const kind = yardId ? "INSPECTION" : "PICK_UP";
  await tx.insert(tasks).values({
    ...owner,
    orgOwnerId: rental.dealerId,
    kind,
    title: `${kind === "PICK_UP" ? "Pick up" : "Inspect"} ${rental.humanId}`,
  });
  const closed = await getRental(tenant, rental.id);
  await appendEvent(tenant, {
    type: "rental.checked_in",
    subject: { ...owner, humanId: rental.humanId },
    data: {
      siteName: closed.siteName,
      engineStart: rental.engineStart,
      engineEnd: input.engineEnd,
      hours: rental.engineStart === null ? null : rentalHours(rental.engineStart, input.engineEnd),
      fuelL: input.fuelL ?? null,
      dueAt: closed.dueAt,
      firstDueAt: closed.firstDueAt,
      next: kind,
      photos,
      flags,
    },
    personal: personalOf({ position: input.position, notes: input.notes }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  tenant.afterCommit(() =>
    deps.rentalChanged({ dealerId: rental.dealerId, rentalId: rental.id, equipmentId: rental.equipmentId }),
  );
  return closed;
}

/** The rental that the machine is out on, locked. A machine that is known to the actor and not out says so; others are not found. */
async function activeRental({ tx }: Tenant, humanId: string) {
  const [active] = await tx
    .select()
    .from(rentals)
    .where(and(eq(rentals.humanId, humanId), inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"])))
    .for("update");
  if (active) return active;
  const [known] = await tx.select({ id: equipment.id }).from(equipment).where(eq(equipment.humanId, humanId));
  const [past] = known
    ? [known]
    : await tx.select({ id: rentals.id }).from(rentals).where(eq(rentals.humanId, humanId)).limit(1);
  throw new AppError(known || past ? "rental.not_out" : "not_found");
}

function meterFlags(engineStart: number | null, from: Date, engineEnd: number, at: Date): string[] {
  if (engineStart === null) return [];
  const verdict = judgeMeter({ previous: { hours: engineStart, at: from }, next: { hours: engineEnd, at } });
  if (!verdict.ok || engineEnd < engineStart)
    throw new AppError("rental.meter_backwards", {
      fields: { engineEnd: `it went out with ${engineStart} h` },
      details: { engineStart },
    });
  return verdict.flag ? [verdict.flag] : [];
}

/** The dealer's yard that the phone stands in, if any: then the machine is back already. */
async function yardAt({ tx }: Tenant, dealerId: string, position: CheckInInput["position"]): Promise<string | null> {
  if (!position) return null;
  const yards = await tx.execute<{ id: string; geofence: Geofence }>(
    sql`select id, geofence from app.dealer_yards(${dealerId}::uuid)`,
  );
  return yards.rows.find((yard) => containsPoint(yard.geofence, position))?.id ?? null;
}
