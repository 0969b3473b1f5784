import { inArray, sql } from "drizzle-orm";
import { dealerCustomers, organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { RelationInput } from "../../domain/iam/relations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./managed-organization.ts";

/** Lets a dealer serve an existing customer by HQ's word, or again. Throws `auth.forbidden`, `not_found`, `organization.inactive`. */
export async function tieCustomer(tenant: Tenant, input: RelationInput) {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  if (actor.orgType !== "CATERPILLAR") throw new AppError("auth.forbidden");
  const { dealerId, customerId } = input;
  const found = await tx
    .select({ id: organizations.id, type: organizations.type, active: organizations.active })
    .from(organizations)
    .where(inArray(organizations.id, [dealerId, customerId]));
  const of = (id: string, type: string) => found.find((org) => org.id === id && org.type === type);
  const [dealer, customer] = [of(dealerId, "DEALER"), of(customerId, "CUSTOMER")];
  if (!dealer || !customer) throw new AppError("not_found");
  if (!dealer.active || !customer.active) throw new AppError("organization.inactive");
  const tied = await tx
    .insert(dealerCustomers)
    .values({ orgOwnerId: dealerId, dealerId, customerId })
    .onConflictDoUpdate({
      target: [dealerCustomers.dealerId, dealerCustomers.customerId],
      set: { endedAt: null },
      setWhere: sql`${dealerCustomers.endedAt} is not null`,
    })
    .returning({ customerId: dealerCustomers.customerId });
  if (tied.length > 0) {
    await appendEvent(tenant, {
      type: "relation.tied",
      subject: { dealerId, customerId },
      data: { dealerId, customerId },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return { dealerId, customerId, endedAt: null };
}
