import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { policyThresholdsSchema, type PolicyThresholds } from "../../domain/policies/schema.ts";

/** The thresholds in force at an organisation, its own where it set them, the defaults elsewhere. */
export async function thresholdsOf({ tx }: Pick<Tenant, "tx">, orgId: string): Promise<PolicyThresholds> {
  const found = await tx.execute<{ thresholds: Partial<PolicyThresholds> }>(
    sql`select app.thresholds_of(${orgId}::uuid) as thresholds`,
  );
  return policyThresholdsSchema.parse(found.rows[0]?.thresholds ?? {});
}
