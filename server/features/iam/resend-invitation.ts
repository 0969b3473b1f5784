import { eq } from "drizzle-orm";
import { invitations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Invitation, InvitationIdInput } from "../../domain/iam/members.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { sendInvitation } from "./invite-member.ts";
import { getInvitation } from "./list-invitations.ts";
import type { MailDeps } from "./mail-deps.ts";
import { lockManaged } from "./managed-organization.ts";
import { openInvitation } from "./open-invitation.ts";

/** Nobody's mailbox is filled by one invitation. */
const MAX_SENDS = 10;

/**
 * Sends an open or expired invitation again, with a new link; the links before it no longer work, and its time starts anew.
 * Throws `not_found`, `invitation.used`, `invitation.revoked`, and `rate.limited` when it was sent too often.
 */
export async function resendInvitation(
  tenant: Tenant,
  deps: MailDeps,
  input: InvitationIdInput,
  now: Date,
): Promise<Invitation> {
  const org = await lockManaged(tenant, input.orgId);
  if (!org.active) throw new AppError("organization.inactive");
  const invitation = await openInvitation(tenant, org.id, input.id);
  if (invitation.sends >= MAX_SENDS) throw new AppError("rate.limited");
  const { token, tokenHash, expiresAt } = newInvitationToken(now);
  await tenant.tx
    .update(invitations)
    .set({ tokenHash, expiresAt, sentAt: now, sends: invitation.sends + 1 })
    .where(eq(invitations.id, invitation.id));
  await appendEvent(tenant, {
    type: "membership.invitation_resent",
    chain: org.id,
    subject: {},
    data: { invitationId: invitation.id, expiresAt: expiresAt.toISOString() },
    personal: { email: invitation.email },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  sendInvitation(tenant, deps, org, { email: invitation.email, role: invitation.role, token });
  return getInvitation(tenant, invitation.id, now);
}
