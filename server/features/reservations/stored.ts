/** A reservation as it is stored, locked for a verb that changes it. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { ReservationState } from "../../domain/reservations/words.ts";

export type Stored = typeof reservations.$inferSelect & { timeZone: string };

/**
 * Locks the reservation, its machines and those of `machineIds` before it, in the order that keeps verbs from waiting for each other
 * in a circle. Throws `not_found`, and `reservation.not_open` in a state that is not among `states`.
 */
export async function lockReservation(
  { tx }: Tenant,
  id: string,
  states: readonly ReservationState[],
  machineIds: readonly string[] = [],
): Promise<Stored> {
  await tx.execute(sql`select app.lock_reservation(${id}::uuid, ${`{${machineIds.join(",")}}`}::uuid[])`);
  const [found] = await tx
    .select({ reservation: reservations, timeZone: sites.timeZone })
    .from(reservations)
    .leftJoin(sites, eq(sites.id, reservations.siteId))
    .where(eq(reservations.id, id));
  if (!found) throw new AppError("not_found");
  const { reservation, timeZone } = found;
  if (!states.includes(reservation.state))
    throw new AppError("reservation.not_open", { details: { state: reservation.state } });
  return { ...reservation, timeZone: timeZone ?? "UTC" };
}

/** The machines given to it that have not gone out, what travels with them included. */
export function heldRentals({ tx }: Tenant, reservationId: string) {
  return tx
    .select({
      id: rentals.id,
      equipmentId: rentals.equipmentId,
      humanId: rentals.humanId,
      type: rentals.type,
      hostRentalId: rentals.hostRentalId,
    })
    .from(rentals)
    .where(and(eq(rentals.reservationId, reservationId), eq(rentals.state, "RESERVED")));
}

/** How many machines are given to it, what travels along left out. */
export async function givenTo({ tx }: Tenant, reservationId: string): Promise<{ given: number; gone: number }> {
  const [counted] = await tx
    .select({
      given: sql<number>`count(*)::int`,
      gone: sql<number>`(count(*) filter (where ${rentals.state} <> 'RESERVED'))::int`,
    })
    .from(rentals)
    .where(
      and(
        eq(rentals.reservationId, reservationId),
        isNull(rentals.hostRentalId),
        isNull(rentals.replacedByRentalId),
        sql`${rentals.state} <> 'CANCELLED'`,
      ),
    );
  return counted ?? { given: 0, gone: 0 };
}
