import { and, eq, inArray } from "drizzle-orm";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { OpenSitesInput } from "../../domain/iam/relations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./managed-organization.ts";

/**
 * Opens jobsites of the actor's customer organisation to a dealer that serves it: the dealer then sees them and sends machines
 * there. Again changes nothing. Throws `auth.forbidden`, and `not_found` for a dealer that does not serve or a site that is not the
 * customer's.
 */
export async function openSites(tenant: Tenant, input: OpenSitesInput) {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  const { dealerId } = input;
  const wanted = [...new Set(input.siteIds)];
  if (!actor.dealerIds.includes(dealerId)) throw new AppError("not_found");
  const own = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(and(inArray(sites.id, wanted), eq(sites.customerId, actor.orgId)));
  if (own.length !== wanted.length) throw new AppError("not_found");
  const opened = await tx
    .insert(siteDealers)
    .values(wanted.map((siteId) => ({ siteId, orgOwnerId: dealerId, dealerId, customerId: actor.orgId })))
    .onConflictDoNothing()
    .returning({ siteId: siteDealers.siteId });
  const siteIds = opened.map(({ siteId }) => siteId);
  if (siteIds.length > 0) {
    await appendEvent(tenant, {
      type: "relation.sites_opened",
      subject: { dealerId, customerId: actor.orgId },
      data: { siteIds },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return { dealerId, siteIds };
}
