import { sql } from "drizzle-orm";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import { sqlState, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { normaliseGeofence } from "../../domain/sites/geofence.ts";
import type { CreateSiteInput } from "../../domain/sites/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { findSite } from "./list.ts";

/**
 * Makes a yard of the actor's dealer, or a jobsite of a customer: the actor's own, or one that the actor's dealer serves.
 * Throws `not_found` for a foreign customer and `input.invalid` where kind and customer do not go together.
 */
export async function createSite(tenant: Tenant, input: CreateSiteInput) {
  const { tx, actor } = tenant;
  const { customerId, dealerIds } = await keepersOf(tenant, input);
  const id = Bun.randomUUIDv7();
  const geofence = normaliseGeofence(input.geofence);
  const yardDealer = input.kind === "YARD" ? (dealerIds[0] ?? null) : null;
  const keeper = { orgOwnerId: (yardDealer ?? customerId)!, dealerId: yardDealer, customerId };
  try {
    await tx.insert(sites).values({
      id,
      ...keeper,
      name: input.name,
      kind: input.kind,
      timeZone: input.timeZone,
      geofence,
      criticality: input.criticality,
    });
  } catch (error) {
    if (sqlState(error) === "XX000") throw new AppError("site.invalid_geofence", { cause: error });
    throw error;
  }
  if (customerId && dealerIds.length > 0)
    await tx
      .insert(siteDealers)
      .values(dealerIds.map((dealerId) => ({ siteId: id, orgOwnerId: dealerId, dealerId, customerId })));
  await appendEvent(tenant, {
    type: "site.created",
    subject: { dealerId: actor.orgType === "DEALER" ? actor.orgId : yardDealer, customerId, siteId: id },
    data: { name: input.name, kind: input.kind, timeZone: input.timeZone, geofence },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  const site = await findSite(tenant, id);
  if (!site) throw new AppError("not_found");
  return site;
}

async function keepersOf(
  { tx, actor }: Tenant,
  input: CreateSiteInput,
): Promise<{ customerId: string | null; dealerIds: string[] }> {
  if (input.kind === "YARD") {
    if (actor.orgType !== "DEALER" || input.customerId)
      throw new AppError("input.invalid", { fields: { kind: "a yard belongs to a dealer and to no customer" } });
    return { customerId: null, dealerIds: [actor.orgId] };
  }
  const customerId = input.customerId ?? (actor.orgType === "CUSTOMER" ? actor.orgId : null);
  if (!customerId) throw new AppError("input.invalid", { fields: { customerId: "a jobsite needs its customer" } });
  return { customerId, dealerIds: await servingDealers(tx, actor, customerId) };
}

async function servingDealers(tx: Tenant["tx"], actor: Claims, customerId: string): Promise<string[]> {
  if (actor.orgType === "CUSTOMER" && customerId === actor.orgId) return actor.dealerIds;
  if (actor.orgType === "DEALER" && actor.customerIds.includes(customerId)) return [actor.orgId];
  if (actor.orgType !== "CATERPILLAR") throw new AppError("not_found");
  const related = await tx.execute<{ dealer_id: string }>(
    sql`select dealer_id from dealer_customers where customer_id = ${customerId}::uuid limit 100`,
  );
  if (related.rows.length === 0) throw new AppError("not_found");
  return related.rows.map((row) => row.dealer_id);
}
