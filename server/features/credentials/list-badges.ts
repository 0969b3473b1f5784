import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { badges } from "../../../db/schema/credentials.ts";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { listBadgesInput } from "../../domain/credentials/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { keepsBadgeOf, requireBadgeKeeper } from "./administer.ts";

/** Badges in use that the actor looks after, by name. Throws `auth.forbidden`. */
export async function listBadges(tenant: Tenant, input: z.infer<typeof listBadgesInput>) {
  requireBadgeKeeper(tenant);
  const { tx, actor } = tenant;
  const cursor = readCursor(input.cursor, cursors.byWord);
  const rows = await tx
    .select({
      id: badges.id,
      userId: badges.userId,
      name: memberships.displayName,
      numberHint: badges.numberHint,
      issuedAt: badges.issuedAt,
      lastUsedAt: badges.lastUsedAt,
      lockedAt: badges.lockedAt,
    })
    .from(badges)
    .innerJoin(memberships, and(eq(memberships.userId, badges.userId), eq(memberships.orgOwnerId, badges.orgOwnerId)))
    .where(
      and(
        eq(badges.orgOwnerId, actor.orgId),
        eq(badges.state, "ACTIVE"),
        keepsBadgeOf(),
        input.userId ? eq(badges.userId, input.userId) : undefined,
        cursor ? sql`(${memberships.displayName}, ${badges.id}) > (${cursor[0]}, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(memberships.displayName), asc(badges.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.id]);
  return {
    items: items.map(({ lockedAt, issuedAt, lastUsedAt, ...row }) => ({
      ...row,
      issuedAt: issuedAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      locked: lockedAt !== null,
    })),
    nextCursor,
  };
}
