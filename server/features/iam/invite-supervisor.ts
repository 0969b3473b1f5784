import { eq, sql } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { InviteSupervisorInput } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { sendInvitation } from "./invite-member.ts";
import { getCustomer } from "./list-customers.ts";
import type { MailDeps } from "./mail-deps.ts";

/**
 * Invites the first supervisor of a customer that the actor's dealer brought in; again, it replaces the invitation before. Once the
 * customer has a supervisor it looks after its people itself. Throws `not_found`, `customer.has_supervisor`.
 */
export async function inviteSupervisor(
  tenant: Tenant,
  deps: MailDeps,
  input: InviteSupervisorInput,
  now: Date,
): Promise<{ customerId: string; expiresAt: string }> {
  const { tx, actor } = tenant;
  if (actor.siteIds !== null) throw new AppError("auth.forbidden");
  if (actor.orgType !== "DEALER") throw new AppError("not_found");
  const customer = await getCustomer(tenant, actor.orgId, input.customerId);
  if (customer.supervisors > 0) throw new AppError("customer.has_supervisor");
  if (!customer.invitable) throw new AppError("not_found");
  const [org] = await tx.select().from(organizations).where(eq(organizations.id, customer.id));
  if (!org) throw new AppError("not_found");
  const id = Bun.randomUUIDv7();
  const { token, tokenHash, expiresAt } = newInvitationToken(now);
  const invitation = { id, email: input.email, name: input.name ?? null, tokenHash, expiresAt };
  const { rows } = await tx.execute<{ invited: boolean }>(
    sql`select app.invite_first_supervisor(${customer.id}::uuid, ${JSON.stringify(invitation)}::jsonb) as invited`,
  );
  if (!rows[0]?.invited) throw new AppError("customer.has_supervisor");
  await appendEvent(tenant, {
    type: "membership.invited",
    subject: { dealerId: actor.orgId, customerId: customer.id },
    data: { invitationId: id, role: "CUSTOMER_SUPERVISOR", siteIds: null, expiresAt: expiresAt.toISOString() },
    personal: personalOf({ email: input.email, name: input.name }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  sendInvitation(tenant, deps, org, { email: input.email, role: "CUSTOMER_SUPERVISOR", token });
  return { customerId: customer.id, expiresAt: expiresAt.toISOString() };
}
