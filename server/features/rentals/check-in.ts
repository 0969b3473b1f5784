import { and, eq, inArray } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CheckInInput, Rental } from "../../domain/rentals/schema.ts";
import type { RentalDeps } from "./check-out.ts";
import { closeRental } from "./close-rental.ts";
import type { RentalRow } from "./lock-rental.ts";
import { getRental } from "./read.ts";
import { yardAt, yardsOf } from "./yards-of.ts";

/**
 * Takes a machine back: the rental is closed with its hours, the machine waits as IDLE for inspection, and the next task
 * stands. Throws, with nothing written: `rental.not_out`, `not_found`, `rental.meter_backwards`, `rental.drop_off_order`,
 * `media.not_stored`.
 */
export async function checkIn(tenant: Tenant, deps: RentalDeps, input: CheckInInput): Promise<Rental> {
  const rental = await activeRental(tenant, input.humanId);
  const yard = input.position ? yardAt(await yardsOf(tenant, rental.dealerId), input.position) : null;
  await closeRental(tenant, deps, rental, { ...input, type: "rental.checked_in", yardId: yard?.id ?? null });
  return getRental(tenant, rental.id);
}

/** The rental that the machine is out on, locked. A machine that is known to the actor and not out says so; others are not found. */
async function activeRental({ tx }: Tenant, humanId: string): Promise<RentalRow> {
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
