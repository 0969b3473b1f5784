import { and, eq, inArray, or, sql } from "drizzle-orm";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { OrgType } from "../../domain/iam/claims.ts";

/** Throws `input.invalid` unless each site is one that the organisation keeps or, as a dealer, serves. Null is all of them. */
export async function requireSitesOf(
  { tx }: Pick<Tenant, "tx">,
  org: { id: string; type: OrgType },
  siteIds: readonly string[] | null,
): Promise<void> {
  if (siteIds === null) return;
  const wanted = [...new Set(siteIds)];
  const served = sql`exists (select from ${siteDealers} where ${siteDealers.siteId} = ${sites.id} and ${siteDealers.dealerId} = ${org.id})`;
  const own = org.type === "CUSTOMER" ? eq(sites.customerId, org.id) : or(eq(sites.dealerId, org.id), served);
  const found = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(and(inArray(sites.id, wanted), own));
  if (found.length !== wanted.length)
    throw new AppError("input.invalid", { fields: { siteIds: "names a site that is not this organisation's" } });
}
