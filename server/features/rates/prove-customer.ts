import { and, eq } from "drizzle-orm";
import { dealerCustomers } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

/** Throws `rate.customer_unknown` unless the dealer serves the customer: another dealer's and one that does not exist answer alike. */
export async function proveCustomer({ tx }: Tenant, dealerId: string, customerId: string): Promise<void> {
  const [tie] = await tx
    .select({ customerId: dealerCustomers.customerId })
    .from(dealerCustomers)
    .where(and(eq(dealerCustomers.dealerId, dealerId), eq(dealerCustomers.customerId, customerId)));
  if (!tie) throw new AppError("rate.customer_unknown", { fields: { customerId: "rate.customer_unknown" } });
}
