import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { confirmInput, ReservationDetail } from "../../domain/reservations/schema.ts";
import { getReservation } from "./read.ts";
import { heldRentals, lockReservation } from "./stored.ts";
import { tell } from "./tell.ts";
import { bringMachine } from "./transport.ts";

/** The dealer agrees to what was asked. Throws `not_found`, `reservation.not_open`. */
export async function confirm(
  tenant: Tenant,
  now: Date,
  input: z.infer<typeof confirmInput>,
): Promise<ReservationDetail> {
  const stored = await lockReservation(tenant, input.id, ["REQUESTED"]);
  await tenant.tx
    .update(reservations)
    .set({ state: "CONFIRMED", decidedBy: tenant.actor.sub, decidedAt: now })
    .where(eq(reservations.id, stored.id));
  const reservation = await getReservation(tenant, stored.id);
  for (const held of await heldRentals(tenant, stored.id)) {
    if (held.hostRentalId === null) await bringMachine(tenant, { ...stored, ...held, rentalId: held.id }, input);
  }
  await tell(tenant, "confirmed", reservation, { operation: input });
  return reservation;
}
