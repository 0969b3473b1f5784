import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { declineInput, ReservationDetail } from "../../domain/reservations/schema.ts";
import { getReservation } from "./read.ts";
import { release } from "./release.ts";
import { heldRentals, lockReservation } from "./stored.ts";
import { tell } from "./tell.ts";

/** The dealer refuses what was asked, and says why; what it held is free again. Throws `not_found`, `reservation.not_open`. */
export async function decline(
  tenant: Tenant,
  now: Date,
  input: z.infer<typeof declineInput>,
): Promise<ReservationDetail> {
  const stored = await lockReservation(tenant, input.id, ["REQUESTED"]);
  const held = await heldRentals(tenant, stored.id);
  await tenant.tx
    .update(reservations)
    .set({ state: "DECLINED", decidedBy: tenant.actor.sub, decidedAt: now, reason: input.reason })
    .where(eq(reservations.id, stored.id));
  const rentalIds = held.map(({ id }) => id);
  await release(tenant, rentalIds, now, input);
  const reservation = await getReservation(tenant, stored.id);
  await tell(tenant, "declined", reservation, { operation: input, personal: { reason: input.reason } });
  return reservation;
}
