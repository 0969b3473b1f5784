import { and, eq, exists } from "drizzle-orm";
import { badges } from "../../../db/schema/credentials.ts";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { IdInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { keepsBadgeOf, requireBadgeKeeper } from "./administer.ts";

type Wanted = { id: string } | { userId: string };

/** Revokes a badge; a trigger ends its sessions with it. Throws `auth.forbidden`, and `not_found` where it is none or was revoked before. */
export async function revokeBadge(tenant: Tenant, { id, operationId }: IdInput): Promise<{ id: string }> {
  requireBadgeKeeper(tenant);
  if ((await revokeBadgesOf(tenant, { id, operationId })) === 0) throw new AppError("not_found");
  return { id };
}

/** Revokes one badge, or those of a person, of those that the actor looks after. Returns how many there were. */
export async function revokeBadgesOf(tenant: Tenant, wanted: Wanted & { operationId: string }): Promise<number> {
  const { tx, actor } = tenant;
  const revoked = await tx
    .update(badges)
    .set({ state: "REVOKED", revokedAt: new Date() })
    .where(
      and(
        eq(badges.orgOwnerId, actor.orgId),
        eq(badges.state, "ACTIVE"),
        exists(
          tx
            .select({ id: memberships.id })
            .from(memberships)
            .where(and(eq(memberships.userId, badges.userId), eq(memberships.orgOwnerId, actor.orgId), keepsBadgeOf())),
        ),
        "id" in wanted ? eq(badges.id, wanted.id) : eq(badges.userId, wanted.userId),
      ),
    )
    .returning({ id: badges.id, userId: badges.userId });
  for (const badge of revoked) {
    const [member] = await tx
      .select({ name: memberships.displayName })
      .from(memberships)
      .where(and(eq(memberships.orgOwnerId, actor.orgId), eq(memberships.userId, badge.userId)));
    await appendEvent(tenant, {
      type: "badge.revoked",
      subject: ownStamps(actor),
      data: { badgeId: badge.id, userId: badge.userId },
      personal: member && { name: member.name },
      operationId: wanted.operationId,
    });
  }
  return revoked.length;
}
