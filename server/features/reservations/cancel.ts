import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { cancelInput, ReservationDetail } from "../../domain/reservations/schema.ts";
import { getReservation } from "./read.ts";
import { release } from "./release.ts";
import { givenTo, heldRentals, lockReservation } from "./stored.ts";
import { tell } from "./tell.ts";

/**
 * Calls off what has not gone out yet: all of it, or the rest, after which the reservation is for what did go out. Throws `not_found`,
 * `reservation.not_open`.
 */
export async function cancel(
  tenant: Tenant,
  now: Date,
  input: z.infer<typeof cancelInput>,
): Promise<ReservationDetail> {
  const stored = await lockReservation(tenant, input.id, ["REQUESTED", "CONFIRMED"]);
  const held = await heldRentals(tenant, stored.id);
  const rentalIds = held.map(({ id }) => id);
  const { gone } = await givenTo(tenant, stored.id);
  const decided = { decidedBy: tenant.actor.sub, decidedAt: now, reason: input.reason ?? null };
  await tenant.tx
    .update(reservations)
    .set(gone > 0 ? { quantity: gone, ...decided } : { state: "CANCELLED", ...decided })
    .where(eq(reservations.id, stored.id));
  await release(tenant, rentalIds, now, input);
  const reservation = await getReservation(tenant, stored.id);
  await tell(tenant, "cancelled", reservation, {
    operation: input,
    data: { released: held.map(({ humanId }) => humanId), kept: gone },
    personal: { reason: input.reason },
  });
  return reservation;
}
