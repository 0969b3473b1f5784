/** Machines that were called off for a day stand ready for their pick-up once that day is over at their site. */
import { and, asc, eq, lte } from "drizzle-orm";
import { rentals } from "../../db/schema/rentals.ts";
import type { Database } from "../../db/tenancy.ts";
import { markReady } from "../../server/features/rentals/mark-ready.ts";
import { dealerActor } from "../dealer-actor.ts";

/** Changes in one transaction: the dealer's chain is locked while they are written. */
const AT_ONCE = 50;

/**
 * Marks what was called off until a moment before `at` (ISO 8601 UTC), which the call-off has reckoned in the site's zone. Running it
 * again changes nothing. Returns how many.
 */
export async function markReadyDue(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<number> {
  const actor = await dealerActor(db, dealerId);
  for (let total = 0; ;) {
    const marked = await db.withTenant(actor, async (tenant) => {
      const due = await tenant.tx
        .select({ id: rentals.id, offRentAt: rentals.offRentAt })
        .from(rentals)
        .where(and(eq(rentals.dealerId, dealerId), eq(rentals.state, "ON_RENT"), lte(rentals.offRentAt, new Date(at))))
        .orderBy(asc(rentals.id))
        .limit(AT_ONCE)
        .for("update");
      for (const { id, offRentAt } of due) {
        // It changes no due time that a sweep has not counted out since the call-off.
        const deps = { rentalChanged: async () => {} };
        await markReady(tenant, deps, { id, occurredAt: offRentAt?.toISOString() });
      }
      return due.length;
    });
    total += marked;
    if (marked < AT_ONCE) return total;
  }
}
