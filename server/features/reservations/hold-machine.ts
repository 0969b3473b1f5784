import { sql } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { ReservedPeriod } from "../../domain/reservations/period.ts";
import { MachineTaken } from "./attempt.ts";
import { conflictsOf } from "./conflicts.ts";

export type Machine = { id: string; humanId: string; type: string; make: string; model: string };

/** What the machine is held for. */
export type Booking = {
  id: string;
  dealerId: string;
  customerId: string;
  siteId: string;
  poNumber: string | null;
  dueAt: Date;
} & ReservedPeriod;

/** Machines that travel with another, locked to the end of the transaction. */
export async function travellersOf({ tx }: Pick<Tenant, "tx">, hostId: string) {
  const { rows } = await tx.execute<{
    id: string;
    human_id: string;
    type: string;
    make: string;
    model: string;
    status: string;
  }>(sql`select * from app.travelling_with(${hostId}::uuid, true)`);
  return rows.map(({ human_id: humanId, ...machine }) => ({ ...machine, humanId }));
}

/**
 * Holds a machine for a booking, and what travels with it: all or nothing. Inside an `attempt`, whose refusals it leads to. The machine
 * must be locked by the caller. Returns the rental's id.
 */
export async function holdMachine(tenant: Tenant, machine: Machine, booking: Booking): Promise<string> {
  const travellers = await travellersOf(tenant, machine.id);
  for (const wanted of [machine, ...travellers]) {
    const conflicts = await conflictsOf(tenant, wanted.id, booking);
    if (conflicts.length > 0) throw new MachineTaken(wanted, conflicts);
  }
  const id = Bun.randomUUIDv7();
  await tenant.tx
    .insert(rentals)
    .values([
      rentalRow(id, machine, booking, null),
      ...travellers.map((traveller) => rentalRow(Bun.randomUUIDv7(), traveller, booking, id)),
    ]);
  return id;
}

function rentalRow(id: string, machine: Machine, booking: Booking, hostRentalId: string | null) {
  return {
    id,
    orgOwnerId: booking.dealerId,
    dealerId: booking.dealerId,
    customerId: booking.customerId,
    siteId: booking.siteId,
    equipmentId: machine.id,
    humanId: machine.humanId,
    make: machine.make,
    model: machine.model,
    type: machine.type,
    state: "RESERVED" as const,
    period: { from: booking.startsAt, to: booking.endsAt },
    dueAt: booking.dueAt,
    firstDueAt: booking.dueAt,
    reservationId: booking.id,
    hostRentalId,
    poNumber: booking.poNumber,
  };
}
