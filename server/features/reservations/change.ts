import { eq, inArray } from "drizzle-orm";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { dueAtOf } from "../../domain/reservations/period.ts";
import type { ChangeInput, ReservationDetail } from "../../domain/reservations/schema.ts";
import { attempt } from "./attempt.ts";
import { conflictsOf, refuseNoneFree, refuseOverlap } from "./conflicts.ts";
import { getReservation } from "./read.ts";
import { needsNoConsent, readPeriod } from "./reserve.ts";
import { givenTo, heldRentals, lockReservation } from "./stored.ts";
import { tell } from "./tell.ts";
import { postponeTransport } from "./transport.ts";

/**
 * Moves a reservation, with every machine given to it that is not out yet: all or nothing. What a customer moves has to be confirmed
 * again, unless the dealer's policy lets it pass. Throws `not_found`, `reservation.not_open`, `reservation.overlap`,
 * `reservation.none_free` and the refusals of the period.
 */
export async function change(tenant: Tenant, now: Date, input: ChangeInput): Promise<ReservationDetail> {
  const stored = await lockReservation(tenant, input.id, ["REQUESTED", "CONFIRMED"]);
  const { id, dealerId, siteId, type, quantity, timeZone } = stored;
  const period = readPeriod(input, timeZone, now, stored.startsAt);
  const held = await heldRentals(tenant, id);
  const rentalIds = held.map((unit) => unit.id);
  const dueAt = dueAtOf(period, timeZone);
  const agreed = stored.state === "CONFIRMED" && (await needsNoConsent(tenant, dealerId, quantity, period));

  const refuseHeld = async (cause?: unknown) => {
    for (const { equipmentId, humanId, type: unitType } of held) {
      const conflicts = await conflictsOf(tenant, equipmentId, period, rentalIds);
      const wanted = { id: equipmentId, humanId, type: unitType, dealerId, siteId };
      if (conflicts.length > 0) await refuseOverlap(tenant, wanted, period, rentalIds, conflicts, cause);
    }
  };
  await refuseHeld();
  await attempt(
    tenant,
    async () => {
      if (rentalIds.length > 0) {
        await tenant.tx
          .update(rentals)
          .set({ period: { from: period.startsAt, to: period.endsAt }, dueAt })
          .where(inArray(rentals.id, rentalIds));
      }
      await tenant.tx
        .update(reservations)
        .set({
          ...period,
          state: agreed ? "CONFIRMED" : "REQUESTED",
          ...(agreed ? {} : { decidedBy: null, decidedAt: null }),
        })
        .where(eq(reservations.id, id));
    },
    async (_lost, cause) => {
      await refuseHeld(cause);
      const { given } = await givenTo(tenant, id);
      return refuseNoneFree(tenant, { dealerId, type, quantity: quantity - given }, period, cause);
    },
  );
  await postponeTransport(tenant, rentalIds, period.startsAt);
  const reservation = await getReservation(tenant, id);
  await tell(tenant, "changed", reservation, {
    operation: input,
    data: { before: { fromDay: stored.fromDay, toDay: stored.toDay } },
  });
  return reservation;
}
