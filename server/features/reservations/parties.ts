/** Who a reservation is between and where it is for, each proven inside the transaction to be the actor's. */
import { and, eq } from "drizzle-orm";
import { dealerCustomers } from "../../../db/schema/iam.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

export type Parties = { dealerId: string; customerId: string; siteId: string; siteName: string; timeZone: string };

type Named = { siteId: string; dealerId?: string | undefined; customerId?: string | undefined };

/**
 * The dealer is the actor's own, the one named, or the only one there is for the customer or its site; the customer is the site's. Throws `not_found` for a site
 * that the actor does not see, `customer.no_relation` for organisations that do not work together, `site.not_served`, and
 * `input.invalid` where it has to be named or does not fit.
 */
export async function partiesOf({ tx, actor }: Tenant, named: Named): Promise<Parties> {
  const dealerId = dealerOf(actor, named.dealerId) ?? (await onlyDealerOf(tx, named.siteId));
  if (actor.orgType === "DEALER" && named.customerId && !actor.customerIds.includes(named.customerId))
    throw new AppError("customer.no_relation", { fields: { customerId: "is not one of your customers" } });
  const [site] = await tx
    .select({
      name: sites.name,
      kind: sites.kind,
      timeZone: sites.timeZone,
      customerId: sites.customerId,
      served: siteDealers.dealerId,
    })
    .from(sites)
    .leftJoin(siteDealers, and(eq(siteDealers.siteId, sites.id), eq(siteDealers.dealerId, dealerId)))
    .where(and(eq(sites.id, named.siteId), eq(sites.active, true)));
  if (!site) throw new AppError("not_found");
  if (site.kind !== "JOBSITE" || !site.customerId) throw new AppError("site.not_served");
  if (named.customerId && named.customerId !== site.customerId)
    throw new AppError("input.invalid", { fields: { siteId: "belongs to another customer" } });
  if (actor.orgType === "CATERPILLAR") await requireRelation(tx, dealerId, site.customerId);
  if (!site.served) throw new AppError("site.not_served");
  return {
    dealerId,
    customerId: site.customerId,
    siteId: named.siteId,
    siteName: site.name,
    timeZone: site.timeZone,
  };
}

/** Null where the site has to tell. */
function dealerOf(actor: Tenant["actor"], named: string | undefined): string | null {
  if (actor.orgType === "DEALER") {
    if (named && named !== actor.orgId) throw new AppError("not_found");
    return actor.orgId;
  }
  if (actor.orgType === "CUSTOMER") {
    const [only, ...others] = actor.dealerIds;
    if (named && !actor.dealerIds.includes(named))
      throw new AppError("customer.no_relation", { fields: { dealerId: "is not one of your dealers" } });
    if (named) return named;
    return only && others.length === 0 ? only : null;
  }
  return named ?? null;
}

async function onlyDealerOf(tx: Tenant["tx"], siteId: string): Promise<string> {
  const served = await tx
    .select({ dealerId: siteDealers.dealerId })
    .from(siteDealers)
    .where(eq(siteDealers.siteId, siteId))
    .limit(2);
  const [only, other] = served;
  if (!only || other) throw new AppError("input.invalid", { fields: { dealerId: "say which dealer" } });
  return only.dealerId;
}

async function requireRelation(tx: Tenant["tx"], dealerId: string, customerId: string): Promise<void> {
  const [relation] = await tx
    .select({ dealerId: dealerCustomers.dealerId })
    .from(dealerCustomers)
    .where(and(eq(dealerCustomers.dealerId, dealerId), eq(dealerCustomers.customerId, customerId)));
  if (!relation)
    throw new AppError("customer.no_relation", { fields: { customerId: "does not work with this dealer" } });
}
