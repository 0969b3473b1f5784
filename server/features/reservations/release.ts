import { inArray } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { dropTransport } from "./transport.ts";

/** Lets machines go that were held: their rentals are cancelled, and nobody brings them. */
export async function release(
  tenant: Tenant,
  rentalIds: string[],
  now: Date,
  operation: { operationId: string; occurredAt?: string | undefined },
): Promise<void> {
  if (rentalIds.length === 0) return;
  await tenant.tx.update(rentals).set({ state: "CANCELLED" }).where(inArray(rentals.id, rentalIds));
  await dropTransport(tenant, rentalIds, now, operation);
}
