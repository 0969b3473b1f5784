import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { AnswerRequestInput } from "../../domain/iam/relations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./managed-organization.ts";

/**
 * Answers a dealer's request for the actor's customer organisation. Accepted, the dealer serves it from now on: it sees the
 * organisation and its members' names, and each site only once it is given to it. Throws `auth.forbidden`, and `not_found` where there
 * is nothing to answer (withdrawn, answered, lapsed, or another's).
 */
export async function answerRequest(tenant: Tenant, input: AnswerRequestInput) {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  const accepts = input.decision === "accept";
  const { rows } = await tx.execute<{ dealer_id: string | null }>(
    sql`select app.answer_relation_request(${input.id}::uuid, ${accepts}) as dealer_id`,
  );
  const dealerId = rows[0]?.dealer_id;
  if (!dealerId) throw new AppError("not_found");
  if (accepts && !actor.dealerIds.includes(dealerId)) actor.dealerIds.push(dealerId);
  await appendEvent(tenant, {
    type: accepts ? "relation.accepted" : "relation.declined",
    // A dealer that was declined has no part in the customer's affairs; the customer notes it for itself.
    subject: accepts ? { dealerId, customerId: actor.orgId } : {},
    data: { requestId: input.id, dealerId },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { id: input.id, state: accepts ? ("ACCEPTED" as const) : ("DECLINED" as const) };
}
