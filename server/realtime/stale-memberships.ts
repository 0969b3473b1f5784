/** Which claims no longer hold: the rule of `app.fresh_claims`, for many at once. Run it as HQ's system actor, who sees all memberships. */
import { and, eq, inArray } from "drizzle-orm";
import { memberships, organizations } from "../../db/schema/iam.ts";
import type { Tx } from "../../db/tenancy.ts";
import type { Claims } from "../domain/iam/claims.ts";

export async function staleMemberships(tx: Tx, all: readonly Claims[]): Promise<Set<Claims>> {
  const people = all.filter((claims) => claims.role !== "SYSTEM" && !claims.clientId);
  const ids = [...new Set(people.flatMap(({ membershipId }) => membershipId ?? []))];
  if (people.length === 0) return new Set();
  const rows = await tx
    .select({
      id: memberships.id,
      version: memberships.version,
      userId: memberships.userId,
      orgId: memberships.orgOwnerId,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgOwnerId))
    .where(and(inArray(memberships.id, ids), eq(memberships.active, true), eq(organizations.active, true)));
  const current = new Map(rows.map((row) => [row.id, row]));
  return new Set(
    people.filter(({ membershipId, membershipVersion, sub, orgId }) => {
      const found = membershipId ? current.get(membershipId) : undefined;
      return found?.version !== membershipVersion || found?.userId !== sub || found?.orgId !== orgId;
    }),
  );
}
