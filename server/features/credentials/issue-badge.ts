import { and, eq, sql } from "drizzle-orm";
import { badges } from "../../../db/schema/credentials.ts";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { CallContext } from "../../context.ts";
import { mayHoldBadge } from "../../domain/credentials/badge-roles.ts";
import type { Badge, BadgeCard, IssueBadgeInput, IssuedBadge } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { operate } from "../../operate.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { keepsBadgeOf, requireBadgeKeeper } from "./administer.ts";
import { makeBadge, type NewBadge } from "./make-badge.ts";
import { revokeBadgesOf } from "./revoke-badge.ts";

type Issue = { userId: string; operationId: string; occurredAt?: string | undefined };

/**
 * Issues a badge to a member of the actor's organisation, a supervisor of sites to an operator of them, in place of the one it had: that one's sessions end. The card is
 * told once; the PIN is no part of what the operation is known by. Throws `auth.forbidden`, `not_found` and
 * `badge.role_unfit` (409).
 */
export async function issueBadge(ctx: CallContext & { actor: Claims }, input: IssueBadgeInput): Promise<IssuedBadge> {
  const { pin, ...shown } = input;
  requireBadgeKeeper(ctx);
  const made = await makeBadge(ctx.services, pin);
  const told: { card: BadgeCard | null } = { card: null };
  const badge = await operate(ctx, "credentials.issueBadge", shown, async (tenant) => {
    const issued = await keepBadge(tenant, made, shown);
    told.card = made.card;
    return issued;
  });
  return { badge, card: told.card };
}

/** Writes a new badge down. Also for a member who was added in the same transaction. */
export async function keepBadge(tenant: Tenant, made: NewBadge, issue: Issue): Promise<Badge> {
  const { tx, actor } = tenant;
  requireBadgeKeeper(tenant);
  const [member] = await tx
    .select({ role: memberships.role, active: memberships.active, name: memberships.displayName })
    .from(memberships)
    .where(and(eq(memberships.orgOwnerId, actor.orgId), eq(memberships.userId, issue.userId), keepsBadgeOf()))
    .for("no key update");
  if (!member?.active) throw new AppError("not_found");
  if (!mayHoldBadge(member.role)) throw new AppError("badge.role_unfit");
  await revokeBadgesOf(tenant, { userId: issue.userId, operationId: issue.operationId });
  const row = { id: made.id, orgOwnerId: actor.orgId, userId: issue.userId, numberHint: made.numberHint };
  const [kept] = await tx
    .insert(badges)
    .values({ ...row, issuedBy: actor.sub })
    .returning({ issuedAt: badges.issuedAt });
  const { tokenHash, numberHash, pinHash } = made.secrets;
  await tx.execute(sql`select app.keep_badge_secrets(${made.id}::uuid, ${tokenHash}, ${numberHash}, ${pinHash})`);
  await appendEvent(tenant, {
    type: "badge.issued",
    subject: ownStamps(actor),
    data: { badgeId: made.id, userId: issue.userId },
    personal: { name: member.name },
    occurredAt: issue.occurredAt,
    operationId: issue.operationId,
  });
  return {
    id: made.id,
    userId: issue.userId,
    name: member.name,
    numberHint: made.numberHint,
    issuedAt: kept!.issuedAt.toISOString(),
    lastUsedAt: null,
    locked: false,
  };
}
