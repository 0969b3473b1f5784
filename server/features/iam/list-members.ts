import { and, asc, eq, ilike, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { isAdministrator } from "../../domain/iam/administrators.ts";
import type { listMembersInput, Member } from "../../domain/iam/members.ts";
import { containing } from "../containing.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { keepsBadgeOf, supervisesSites } from "../credentials/administer.ts";
import { managedId } from "./managed-organization.ts";
import { siteNames } from "./site-names.ts";

const known = (orgId: string) => sql`app.members_of(${orgId}::uuid) known`;

const selectMembers = (tx: Tenant["tx"], orgId: string) =>
  tx
    .select({
      id: memberships.id,
      userId: memberships.userId,
      name: memberships.displayName,
      email: sql<string | null>`known.email`,
      role: memberships.role,
      siteIds: memberships.siteIds,
      siteNames: siteNames(memberships.siteIds),
      active: memberships.active,
      createdAt: memberships.createdAt,
      lastSeenAt: sql<string | null>`to_json(known.last_seen_at) #>> '{}'`,
      orgType: organizations.type,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgOwnerId))
    .leftJoin(known(orgId), sql`known.user_id = ${memberships.userId}`);

type Row = Awaited<ReturnType<ReturnType<typeof selectMembers>["limit"]>>[number];

function toMember({ createdAt, lastSeenAt, orgType, ...row }: Row): Member {
  return {
    ...row,
    since: createdAt.toISOString(),
    lastSeenAt: lastSeenAt && new Date(lastSeenAt).toISOString(),
    administrator: isAdministrator(orgType, row),
  };
}

/**
 * Members of the actor's organisation, or for HQ of any, by name. A supervisor of sites finds the operators of these, whose badges are
 * theirs to look after, without their addresses. Throws `auth.forbidden` to anybody else who is no administrator, and `not_found`.
 */
export async function listMembers(tenant: Tenant, input: z.infer<typeof listMembersInput>) {
  const orgId = supervisesSites(tenant) ? ownId(tenant, input.orgId) : managedId(tenant, input.orgId);
  const cursor = readCursor(input.cursor, cursors.byWord);
  const rows = await selectMembers(tenant.tx, orgId)
    .where(
      and(
        eq(memberships.orgOwnerId, orgId),
        keepsBadgeOf(),
        input.active === undefined ? undefined : eq(memberships.active, input.active),
        input.q
          ? or(ilike(memberships.displayName, containing(input.q)), sql`known.email ilike ${containing(input.q)}`)
          : undefined,
        cursor ? sql`(${memberships.displayName}, ${memberships.id}) > (${cursor[0]}, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(memberships.displayName), asc(memberships.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.id]);
  return { items: items.map(toMember), nextCursor };
}

function ownId({ actor }: Tenant, orgId: string | undefined): string {
  if (orgId !== undefined && orgId !== actor.orgId) throw new AppError("not_found");
  return actor.orgId;
}

/** One member of an organisation, after the actor has been allowed to manage it. Throws `not_found`. */
export async function getMember({ tx }: Tenant, orgId: string, id: string): Promise<Member> {
  const [row] = await selectMembers(tx, orgId)
    .where(and(eq(memberships.orgOwnerId, orgId), eq(memberships.id, id)))
    .limit(1);
  if (!row) throw new AppError("not_found");
  return toMember(row);
}
