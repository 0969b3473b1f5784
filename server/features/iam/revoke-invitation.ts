import { eq } from "drizzle-orm";
import { invitations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { InvitationIdInput } from "../../domain/iam/members.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockManaged } from "./managed-organization.ts";
import { openInvitation } from "./open-invitation.ts";

/** Withdraws an invitation: its link says so from now on. Throws `not_found`, `invitation.used`, `invitation.revoked`. */
export async function revokeInvitation(tenant: Tenant, input: InvitationIdInput, now: Date): Promise<{ id: string }> {
  const org = await lockManaged(tenant, input.orgId);
  const { id, email } = await openInvitation(tenant, org.id, input.id);
  await tenant.tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, id));
  await appendEvent(tenant, {
    type: "membership.invitation_revoked",
    chain: org.id,
    subject: {},
    data: { invitationId: id },
    personal: { email },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { id };
}
