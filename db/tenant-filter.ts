/**
 * The tenant condition, written out in queries: the policies are the safety net, this is what lets the planner use the tenant
 * index from the start.
 */
import { eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Claims } from "../server/domain/iam/claims.ts";

export function ownedBy(actor: Claims, table: { dealerId: PgColumn; customerId: PgColumn }): SQL | undefined {
  if (actor.orgType === "DEALER") return eq(table.dealerId, actor.orgId);
  if (actor.orgType === "CUSTOMER") return eq(table.customerId, actor.orgId);
  return undefined;
}
