import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./managed-organization.ts";

type Input = { id: string; operationId: string; occurredAt?: string | undefined };

/** Takes a dealer's open request back. Throws `auth.forbidden`, and `not_found` where there is none to be answered any more. */
export async function withdrawRequest(tenant: Tenant, input: Input) {
  requireAdministrator(tenant.actor);
  const { rows } = await tenant.tx.execute<{ withdrawn: boolean }>(
    sql`select app.withdraw_relation_request(${input.id}::uuid) as withdrawn`,
  );
  if (!rows[0]?.withdrawn) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "relation.withdrawn",
    subject: { dealerId: tenant.actor.orgId },
    data: { requestId: input.id },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { id: input.id, state: "WITHDRAWN" as const };
}
