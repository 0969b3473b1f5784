import { and, eq, sql } from "drizzle-orm";
import { invitations, memberships } from "../../../db/schema/iam.ts";
import type { Database, Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { AcceptedInvitation } from "../../domain/iam/members.ts";
import { organizationActor } from "../../iam/system-actor.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { faultOf, findInvitation } from "./find-invitation.ts";

/** Who accepts: signed in by a code to `email`, so that it is theirs. */
export type Acceptor = { userId: string; email: string; name: string };

/**
 * Makes the person a member of the organisation that invited their address. A token does this once, however often and by how many
 * at a time it is presented. Whoever was a member before becomes one again, with the invitation's role. Throws what
 * {@link findInvitation} does, and `invitation.other_address` (403) to a person with another address.
 */
export async function acceptInvitation(
  db: Database,
  token: string,
  who: Acceptor,
  now: Date,
): Promise<AcceptedInvitation> {
  const found = await db.withService((tx) => findInvitation(tx, token, now));
  if (found.email !== who.email.toLowerCase()) throw new AppError("invitation.other_address");
  // The person has no claims here yet; the organisation itself takes them in, and they are named as who acted.
  const organization = organizationActor(found.org_id, found.org_type);
  return db.withTenant(organization, async (tenant) => {
    const { tx } = tenant;
    const [invitation] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, found.id), eq(invitations.orgOwnerId, found.org_id)))
      .for("update");
    if (!invitation) throw new AppError("invitation.unknown");
    const { acceptedAt, revokedAt, expiresAt, role } = invitation;
    const fault = faultOf({ accepted_at: acceptedAt, revoked_at: revokedAt, expires_at: expiresAt }, now);
    if (fault) throw new AppError(fault);
    await tx
      .update(invitations)
      .set({ acceptedAt: now, acceptedBy: who.userId })
      .where(eq(invitations.id, invitation.id));
    const membershipId = await join(tenant, invitation, who);
    await appendEvent(
      { tx, actor: { ...organization, sub: who.userId, role } },
      {
        type: "membership.accepted",
        chain: found.org_id,
        subject: {},
        data: { invitationId: invitation.id, membershipId, userId: who.userId, role, siteIds: invitation.siteIds },
        personal: { email: who.email, name: who.name },
      },
    );
    return { orgId: found.org_id, role };
  });
}

async function join(
  { tx }: Tenant,
  { orgOwnerId, role, siteIds }: typeof invitations.$inferSelect,
  who: Acceptor,
): Promise<string> {
  const place = { role, siteIds, displayName: who.name };
  const [membership] = await tx
    .insert(memberships)
    .values({ orgOwnerId, userId: who.userId, ...place })
    .onConflictDoUpdate({
      target: [memberships.userId, memberships.orgOwnerId],
      set: { ...place, active: true },
      // An active member keeps the place it has: an invitation is no way around a change of role.
      setWhere: sql`not ${memberships.active}`,
    })
    .returning({ id: memberships.id });
  if (!membership) throw new AppError("member.already");
  return membership.id;
}
