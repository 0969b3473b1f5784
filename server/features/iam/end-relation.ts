import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { RelationInput } from "../../domain/iam/relations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./managed-organization.ts";

/**
 * Ends what a dealer and a customer have together, for either of them or HQ. Nothing new begins between the two, the dealer no longer
 * sees the customer's members and sites, and both keep their history. Throws `auth.forbidden`, `not_found`, and `relation.busy` while
 * machines are out or reserved.
 */
export async function endRelation(tenant: Tenant, input: RelationInput) {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  const { dealerId, customerId } = input;
  const { rows } = await tx.execute<{ outcome: string | null }>(
    sql`select app.end_relation(${dealerId}::uuid, ${customerId}::uuid) as outcome`,
  );
  const outcome = rows[0]?.outcome;
  if (!outcome) throw new AppError("not_found");
  if (outcome === "busy") throw new AppError("relation.busy");
  await appendEvent(tenant, {
    type: "relation.ended",
    subject: { dealerId, customerId },
    data: { dealerId, customerId, endedBy: actor.orgId },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { dealerId, customerId, endedAt: new Date().toISOString() };
}
