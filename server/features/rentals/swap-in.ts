import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Presented } from "../assets/presented.ts";
import { attempt } from "../reservations/attempt.ts";
import { conflictsOf, refuseNoneFree, refuseOverlap } from "../reservations/conflicts.ts";
import type { RentalRow } from "./lock-rental.ts";

/**
 * Writes the rental that goes on with another machine. It keeps the price, and the days and cycles that have begun: the customer did not
 * ask for another machine. Throws `rental.not_available`, and `reservation.overlap` and `reservation.none_free` with what stands against it.
 */
export async function swapIn(
  tenant: Tenant,
  old: RentalRow,
  machine: Presented,
  facts: { at: Date; engineStart: number; flag: string | null },
): Promise<RentalRow> {
  const { at } = facts;
  const period = { from: at, to: new Date(Math.max(old.dueAt.getTime(), at.getTime() + 1)) };
  const window = { startsAt: period.from, endsAt: period.to };
  const { dealerId, siteId } = old;
  const wanted = { id: machine.id, humanId: machine.human_id, type: machine.type, dealerId, siteId };
  return attempt(
    tenant,
    async () => {
      const [made] = await tenant.tx
        .insert(rentals)
        .values({
          orgOwnerId: old.dealerId,
          dealerId: old.dealerId,
          customerId: old.customerId,
          siteId: old.siteId,
          equipmentId: machine.id,
          humanId: machine.human_id,
          make: machine.make,
          model: machine.model,
          type: machine.type,
          state: "ON_RENT",
          period,
          dueAt: old.dueAt,
          firstDueAt: old.firstDueAt,
          agreedDueAt: old.agreedDueAt,
          expectedHours: old.expectedHours,
          operatorUserId: old.operatorUserId,
          reservationId: old.reservationId,
          checkedOutAt: at,
          checkedOutBy: tenant.actor.sub,
          engineStart: facts.engineStart,
          flags: facts.flag ? [facts.flag] : [],
          contractNumber: old.contractNumber,
          poNumber: old.poNumber,
          deliveryContact: old.deliveryContact,
          rate: old.rate && { ...old.rate, rentFrom: old.rate.rentFrom ?? old.checkedOutAt?.toISOString() },
          replacesRentalId: old.id,
        })
        .returning();
      return made!;
    },
    async (lost, cause) => {
      if (lost === "rentals_one_out") throw new AppError("rental.not_available", { cause });
      if (lost === "reservations_capacity") return refuseNoneFree(tenant, { ...wanted, quantity: 1 }, window, cause);
      return refuseOverlap(tenant, wanted, window, [], await conflictsOf(tenant, machine.id, window), cause);
    },
  );
}
