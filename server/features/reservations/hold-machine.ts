import { sql } from "drizzle-orm";
import { type DeliveryContact, rentals } from "../../../db/schema/rentals.ts";
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
  contractNumber: string | null;
  poNumber: string | null;
  deliveryContact: DeliveryContact | null;
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
 * The machines that a booking of `machine` takes: itself and what travels with it, all of them free. Inside an `attempt`, whose refusal
 * it leads to where one is not. The machine must be locked by the caller.
 */
export async function freeTogether(
  tenant: Tenant,
  machine: Machine,
  period: Pick<ReservedPeriod, "startsAt" | "endsAt">,
): Promise<Machine[]> {
  const together = [machine, ...(await travellersOf(tenant, machine.id))];
  for (const wanted of together) {
    const conflicts = await conflictsOf(tenant, wanted.id, period);
    if (conflicts.length > 0) throw new MachineTaken(wanted, conflicts);
  }
  return together;
}

/** Holds machines for a booking, the first as the one that the others travel with; all or nothing. Returns its rental's id. */
export async function holdMachines(
  tenant: Tenant,
  [machine, ...travellers]: Machine[],
  booking: Booking,
): Promise<string> {
  const id = Bun.randomUUIDv7();
  await tenant.tx
    .insert(rentals)
    .values([
      rentalRow(id, machine!, booking, null),
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
    contractNumber: booking.contractNumber,
    poNumber: booking.poNumber,
    deliveryContact: booking.deliveryContact,
  };
}
