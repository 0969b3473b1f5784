import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { PolicyThresholds } from "../../domain/policies/schema.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";

/** What holds between a dealer and a customer: the dealer's policy, and over it what it grants this customer. */
export async function rentalTermsOf(
  tenant: Pick<Tenant, "tx">,
  dealerId: string,
  customerId: string,
): Promise<PolicyThresholds> {
  const policy = await thresholdsOf(tenant, dealerId);
  const granted = await tenant.tx.execute<{ terms: Partial<PolicyThresholds> }>(
    sql`select app.terms_of(${dealerId}::uuid, ${customerId}::uuid) as terms`,
  );
  return { ...policy, ...granted.rows[0]?.terms };
}

/** Minutes of grace for each pair of dealer and customer, in one query. The key is `<dealer> <customer>`. */
export async function graceOf(
  { tx }: Pick<Tenant, "tx">,
  pairs: readonly { dealerId: string; customerId: string }[],
): Promise<Map<string, number>> {
  const distinct = [...new Set(pairs.map(pairKey))].map((key) => key.split(" ") as [string, string]);
  if (distinct.length === 0) return new Map();
  const rows = await tx.execute<{ dealer: string; customer: string; minutes: number }>(
    sql`select dealer, customer, app.grace_minutes(dealer, customer) as minutes
      from unnest(${sql.param(distinct.map(([dealer]) => dealer))}::uuid[], ${sql.param(distinct.map(([, customer]) => customer))}::uuid[]) as pair(dealer, customer)`,
  );
  return new Map(rows.rows.map((row) => [`${row.dealer} ${row.customer}`, row.minutes]));
}

export const pairKey = (pair: { dealerId: string; customerId: string }) => `${pair.dealerId} ${pair.customerId}`;
