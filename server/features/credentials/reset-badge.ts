import { and, eq, sql } from "drizzle-orm";
import { badges } from "../../../db/schema/credentials.ts";
import { memberships } from "../../../db/schema/iam.ts";
import type { CallContext } from "../../context.ts";
import type { Badge, ResetBadgeInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { hashPin } from "../../iam/slow-hash.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { operate } from "../../operate.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { keepsBadgeOf, requireBadgeKeeper } from "./administer.ts";
import { listBadges } from "./list-badges.ts";

/**
 * Unlocks a badge and, where a PIN is given, makes it the new one. Throws `auth.forbidden`, `not_found`, and
 * `badge.not_active` (409) for one that was revoked.
 */
export async function resetBadge(ctx: CallContext & { actor: Claims }, input: ResetBadgeInput): Promise<Badge> {
  const { pin, ...shown } = input;
  requireBadgeKeeper(ctx);
  const pinHash = pin === undefined ? null : await hashPin(input.id, pin);
  return operate(ctx, "credentials.resetBadge", { ...shown, newPin: pinHash !== null }, async (tenant) => {
    const { tx, actor } = tenant;
    const [badge] = await tx
      .select({ userId: badges.userId, state: badges.state })
      .from(badges)
      .innerJoin(
        memberships,
        and(eq(memberships.userId, badges.userId), eq(memberships.orgOwnerId, badges.orgOwnerId), keepsBadgeOf()),
      )
      .where(and(eq(badges.id, input.id), eq(badges.orgOwnerId, actor.orgId)))
      .for("update", { of: badges });
    if (!badge) throw new AppError("not_found");
    if (badge.state !== "ACTIVE") throw new AppError("badge.not_active");
    await tx.execute(sql`select app.keep_badge_secrets(${input.id}::uuid, null, null, ${pinHash})`);
    const { items } = await listBadges(tenant, { userId: badge.userId, limit: 1 });
    await appendEvent(tenant, {
      type: "badge.reset",
      subject: ownStamps(actor),
      data: { badgeId: input.id, userId: badge.userId, newPin: pinHash !== null },
      personal: { name: items[0]!.name },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
    return items[0]!;
  });
}
