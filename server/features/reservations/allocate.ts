import { eq } from "drizzle-orm";
import { reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { dueAtOf } from "../../domain/reservations/period.ts";
import type { AllocateInput, ReservationDetail } from "../../domain/reservations/schema.ts";
import { attempt } from "./attempt.ts";
import { refuseLost } from "./conflicts.ts";
import { freeTogether, holdMachines } from "./hold-machine.ts";
import { getReservation, ownMachine } from "./read.ts";
import { release } from "./release.ts";
import { givenTo, heldRentals, lockReservation } from "./stored.ts";
import { tell } from "./tell.ts";
import { bringMachine } from "./transport.ts";

/**
 * Gives a machine to a confirmed reservation, or in the place of another, or takes one off it. What travels with the machine comes and
 * goes with it. Throws `not_found`, `reservation.not_open`, `reservation.not_confirmed`, `reservation.wrong_type`,
 * `reservation.fully_allocated`, `reservation.overlap`, `reservation.none_free`.
 */
export async function allocate(tenant: Tenant, now: Date, input: AllocateInput): Promise<ReservationDetail> {
  const machine = input.humanId ? await ownMachine(tenant, input.humanId) : null;
  const stored = await lockReservation(tenant, input.id, ["REQUESTED", "CONFIRMED"], machine ? [machine.id] : []);
  if (stored.state === "REQUESTED") throw new AppError("reservation.not_confirmed");
  if (machine && machine.dealerId !== stored.dealerId) throw new AppError("not_found");
  if (machine && machine.type !== stored.type)
    throw new AppError("reservation.wrong_type", {
      fields: { humanId: "is of another type" },
      details: { type: stored.type },
    });
  const held = await heldRentals(tenant, stored.id);
  const replaced = input.replaces
    ? held.find((unit) => unit.humanId === input.replaces && !unit.hostRentalId)
    : undefined;
  if (input.replaces && !replaced) throw new AppError("not_found");
  if (!replaced && (await givenTo(tenant, stored.id)).given >= stored.quantity)
    throw new AppError("reservation.fully_allocated");

  const booking = { ...stored, dueAt: dueAtOf(stored, stored.timeZone) };
  const freed = replaced ? held.filter((unit) => unit.id === replaced.id || unit.hostRentalId === replaced.id) : [];
  await release(
    tenant,
    freed.map(({ id }) => id),
    now,
    input,
  );
  const rentalId = machine
    ? await attempt(
        tenant,
        async () => {
          const together = await freeTogether(tenant, machine, stored);
          if (stored.equipmentId)
            await tenant.tx.update(reservations).set({ equipmentId: machine.id }).where(eq(reservations.id, stored.id));
          return holdMachines(tenant, together, booking);
        },
        (lost, cause) => refuseLost(tenant, lost, { ...stored, quantity: 1, machine }, stored, cause),
      )
    : null;
  if (!machine && stored.equipmentId)
    await tenant.tx.update(reservations).set({ equipmentId: null }).where(eq(reservations.id, stored.id));
  const reservation = await getReservation(tenant, stored.id);
  if (machine && rentalId)
    await bringMachine(tenant, { ...booking, equipmentId: machine.id, humanId: machine.humanId, rentalId }, input);
  await tell(tenant, machine ? "allocated" : "deallocated", reservation, {
    operation: input,
    data: { replaces: input.replaces ?? null, humanId: machine?.humanId ?? null },
    ...(machine && rentalId ? { machine: { equipmentId: machine.id, humanId: machine.humanId, rentalId } } : {}),
  });
  return reservation;
}
