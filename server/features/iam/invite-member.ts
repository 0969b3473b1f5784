import { and, count, eq, isNull, sql } from "drizzle-orm";
import { invitations } from "../../../db/schema/iam.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { judgePlace } from "../../domain/iam/administrators.ts";
import { INVITATION_VALID_DAYS, type Invitation, type InviteMemberInput } from "../../domain/iam/members.ts";
import { invitationMail } from "../../iam/invitation-mail.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { getInvitation, MAX_OPEN_INVITATIONS } from "./list-invitations.ts";
import type { MailDeps } from "./mail-deps.ts";
import { lockManaged, type Managed } from "./managed-organization.ts";
import { requireSitesOf } from "./organization-sites.ts";

/**
 * Invites the person behind an address into the actor's organisation, or for HQ into any. The link goes out by mail after the
 * commit. An invitation of the same address that has expired is replaced; one that is open is not: it can be sent again. Throws
 * `auth.forbidden`, `not_found`, `organization.inactive`, `member.role_unfit`, `member.sites_unfit`, `member.already` (also
 * where an invitation is open), `input.invalid` for foreign sites and `rate.limited` with too many open.
 */
export async function inviteMember(
  tenant: Tenant,
  deps: MailDeps,
  input: InviteMemberInput,
  now: Date,
): Promise<Invitation> {
  const { tx, actor } = tenant;
  const org = await lockManaged(tenant, input.orgId);
  if (!org.active) throw new AppError("organization.inactive");
  const verdict = judgePlace({
    orgType: org.type,
    before: null,
    after: { role: input.role, siteIds: input.siteIds, active: true },
    otherAdmins: 0,
  });
  if (!verdict.ok) throw new AppError(verdict.code);
  await requireSitesOf(tenant, org, input.siteIds);
  await requireNewcomer(tenant, org, input.email);
  await makeRoom(tenant, org, input.email, now);
  const id = Bun.randomUUIDv7();
  const { token, tokenHash, expiresAt } = newInvitationToken(now);
  try {
    await tx.insert(invitations).values({
      id,
      orgOwnerId: org.id,
      invitedByOrg: actor.orgId,
      invitedBy: actor.sub,
      email: input.email,
      name: input.name ?? null,
      role: input.role,
      siteIds: input.siteIds,
      tokenHash,
      expiresAt,
      sentAt: now,
    });
  } catch (error) {
    if (violatedConstraint(error) === "invitations_one_open") throw openAlready();
    throw error;
  }
  const invitation = await getInvitation(tenant, id, now);
  await appendEvent(tenant, {
    type: "membership.invited",
    chain: org.id,
    subject: {},
    data: { invitationId: id, role: input.role, siteIds: input.siteIds, expiresAt: expiresAt.toISOString() },
    personal: personalOf({ email: input.email, name: input.name }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  sendInvitation(tenant, deps, org, { email: input.email, role: input.role, token });
  return invitation;
}

/** Mails the link once the transaction has committed. */
export function sendInvitation(
  { afterCommit }: Pick<Tenant, "afterCommit">,
  { mailer, publicUrl }: MailDeps,
  org: Pick<Managed, "name" | "locale">,
  invitation: { email: string; role: Invitation["role"]; token: string },
): void {
  afterCommit(() =>
    mailer.send(
      invitationMail({
        to: invitation.email,
        organization: org.name,
        role: invitation.role,
        link: `${publicUrl}/invite/${invitation.token}`,
        validDays: INVITATION_VALID_DAYS,
        locale: org.locale,
      }),
    ),
  );
}

async function requireNewcomer({ tx }: Tenant, org: Managed, email: string): Promise<void> {
  const { rows } = await tx.execute<{ active: boolean }>(sql`
    select m.active from app.members_of(${org.id}::uuid) known
    join memberships m on m.user_id = known.user_id and m.org_owner_id = ${org.id} where known.email = ${email}`);
  if (rows[0]?.active) throw new AppError("member.already");
  // Somebody who was here before has a name and a history here: that place is opened again, not a second one.
  if (rows[0]) throw new AppError("member.inactive");
}

/** Closes an expired invitation of the address and refuses where one is open, or too many are. */
async function makeRoom({ tx }: Tenant, org: Managed, email: string, now: Date): Promise<void> {
  const open = and(eq(invitations.orgOwnerId, org.id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
  await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(open, eq(invitations.email, email), sql`${invitations.expiresAt} <= ${now.toISOString()}::timestamptz`));
  const [total] = await tx.select({ open: count() }).from(invitations).where(open);
  if ((total?.open ?? 0) >= MAX_OPEN_INVITATIONS) throw new AppError("rate.limited");
}

const openAlready = () =>
  new AppError("member.already", { message: "This address has an open invitation. Send that again instead." });
