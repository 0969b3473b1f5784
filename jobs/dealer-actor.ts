/** The system actor of a dealer that may write about its customers. */
import { eq } from "drizzle-orm";
import { dealerCustomers } from "../db/schema/iam.ts";
import type { Database } from "../db/tenancy.ts";
import type { Claims } from "../server/domain/iam/claims.ts";
import { systemActor } from "../server/iam/system-actor.ts";

export async function dealerActor(db: Database, dealerId: string): Promise<Claims> {
  const customers = await db.withTenant(systemActor(dealerId), ({ tx }) =>
    tx.select({ id: dealerCustomers.customerId }).from(dealerCustomers).where(eq(dealerCustomers.dealerId, dealerId)),
  );
  return systemActor(
    dealerId,
    customers.map((customer) => customer.id),
  );
}
