import { eq, sql } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { addLocalDays, daysBetween, localDay } from "../../domain/rentals/zone-time.ts";
import type { Locked, RentalRow } from "./lock-rental.ts";

/** When the machine of a rental is spoken for next; null when it is free. */
export async function nextClaimOf({ tx }: Pick<Tenant, "tx">, rentalId: string): Promise<Date | null> {
  const found = await tx.execute<{ at: string | null }>(sql`select app.next_claim(${rentalId}::uuid) as at`);
  const at = found.rows[0]?.at;
  return at ? new Date(at) : null;
}

/**
 * Refuses a due time that runs into the machine's next reservation with `reservation.overlap`, which says from when it is reserved and
 * the latest due time at the same hour that is left (null when there is none).
 */
export async function refuseOverlap(tenant: Tenant, { rental, timeZone }: Locked, newDueAt: Date): Promise<void> {
  const claimedAt = await nextClaimOf(tenant, rental.id);
  if (!claimedAt || newDueAt <= claimedAt) return;
  throw overlap(rental, claimedAt, timeZone);
}

function overlap({ dueAt, id, humanId }: RentalRow, claimedAt: Date, timeZone: string): AppError {
  const days = daysBetween(localDay(dueAt, timeZone), localDay(claimedAt, timeZone));
  const sameDay = addLocalDays(dueAt, Math.max(0, days), timeZone);
  const latest = sameDay <= claimedAt ? sameDay : addLocalDays(dueAt, Math.max(0, days - 1), timeZone);
  return new AppError("reservation.overlap", {
    details: {
      rentalId: id,
      humanId,
      reservedFrom: claimedAt.toISOString(),
      latestDueAt: latest > dueAt && latest <= claimedAt ? latest.toISOString() : null,
    },
  });
}

/**
 * Moves the due time and with it the period that the machine is spoken for; the first due time stays. A reservation that came in
 * between is refused by the database: `reservation.overlap`. So is, for a customer, what would take a machine that is promised to
 * others: `reservation.none_free`.
 */
export async function moveDue(
  { tx }: Tenant,
  rental: RentalRow,
  change: { dueAt: Date; agreedDueAt?: Date | null; siteId?: string },
): Promise<RentalRow> {
  const from = rental.period.from ?? rental.checkedOutAt ?? change.dueAt;
  try {
    const [moved] = await tx
      .update(rentals)
      .set({ ...change, period: { from, to: new Date(Math.max(change.dueAt.getTime(), from.getTime() + 1)) } })
      .where(eq(rentals.id, rental.id))
      .returning();
    return moved!;
  } catch (error) {
    if (violatedConstraint(error) === "rentals_no_overlap")
      throw new AppError("reservation.overlap", {
        details: { rentalId: rental.id, humanId: rental.humanId },
        cause: error,
      });
    if (violatedConstraint(error) === "reservations_capacity")
      throw new AppError("reservation.none_free", {
        details: { rentalId: rental.id, humanId: rental.humanId },
        cause: error,
      });
    throw error;
  }
}
