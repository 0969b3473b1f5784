import { and, eq } from "drizzle-orm";
import { badges } from "../../../db/schema/credentials.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { OwnBadge } from "../../domain/credentials/schema.ts";

/** The actor's own badge in this organisation, or null. */
export async function ownBadge({ tx, actor }: Pick<Tenant, "tx" | "actor">): Promise<OwnBadge | null> {
  const [badge] = await tx
    .select({ id: badges.id, numberHint: badges.numberHint, issuedAt: badges.issuedAt, lockedAt: badges.lockedAt })
    .from(badges)
    .where(and(eq(badges.userId, actor.sub), eq(badges.orgOwnerId, actor.orgId), eq(badges.state, "ACTIVE")));
  if (!badge) return null;
  const { lockedAt, ...rest } = badge;
  return { ...rest, issuedAt: badge.issuedAt.toISOString(), locked: lockedAt !== null };
}
