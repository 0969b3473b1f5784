import { eq } from "drizzle-orm";
import { dealerCustomers } from "../../../db/schema/iam.ts";
import type { Database } from "../../../db/tenancy.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { systemActor } from "../../iam/system-actor.ts";

/** The dealer's own system, which may write about its customers, too. */
export async function ownActor(db: Database, dealerId: string): Promise<Claims> {
  const customers = await db.withTenant(systemActor(dealerId), ({ tx }) =>
    tx.select({ id: dealerCustomers.customerId }).from(dealerCustomers).where(eq(dealerCustomers.dealerId, dealerId)),
  );
  return systemActor(
    dealerId,
    customers.map(({ id }) => id),
  );
}
