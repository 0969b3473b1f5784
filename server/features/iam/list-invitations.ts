import { and, desc, eq, isNull } from "drizzle-orm";
import { invitations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Invitation } from "../../domain/iam/members.ts";
import { managedId } from "./managed-organization.ts";
import { siteNames } from "./site-names.ts";

/** An organisation has no more invitations open at a time. */
export const MAX_OPEN_INVITATIONS = 500;

const selectInvitations = (tx: Tenant["tx"]) =>
  tx
    .select({
      id: invitations.id,
      email: invitations.email,
      name: invitations.name,
      role: invitations.role,
      siteIds: invitations.siteIds,
      siteNames: siteNames(invitations.siteIds),
      sends: invitations.sends,
      sentAt: invitations.sentAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations);

type Row = Awaited<ReturnType<ReturnType<typeof selectInvitations>["limit"]>>[number];

const toInvitation = ({ sentAt, expiresAt, ...row }: Row, now: Date): Invitation => ({
  ...row,
  state: expiresAt > now ? "PENDING" : "EXPIRED",
  sentAt: sentAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

/** Invitations that nobody has accepted or revoked, the newest first; expired ones too, since they can be sent again. */
export async function listInvitations(tenant: Tenant, input: { orgId?: string | undefined }, now: Date) {
  const orgId = managedId(tenant, input.orgId);
  const rows = await selectInvitations(tenant.tx)
    .where(and(eq(invitations.orgOwnerId, orgId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(MAX_OPEN_INVITATIONS);
  return { items: rows.map((row) => toInvitation(row, now)) };
}

/** One invitation, whatever became of it, for whoever has been allowed to see it. Throws `not_found`. */
export async function getInvitation({ tx }: Tenant, id: string, now: Date): Promise<Invitation> {
  const [row] = await selectInvitations(tx).where(eq(invitations.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toInvitation(row, now);
}
