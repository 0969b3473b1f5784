/** What people's memberships say now. `tx` is any connection that stands as `app_service`. */
import { sql } from "drizzle-orm";
import type { Tx } from "../../db/tenancy.ts";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import { membershipSchema, type TokenAnswer } from "../domain/iam/sign-in.ts";

export type Membership = TokenAnswer["memberships"][number];
type Connection = Pick<Tx, "execute">;

/**
 * What `userId` may do for `orgId`, or for the first organisation they belong to where it is null. Null without such an active
 * membership: "not yours" and "not there" look alike.
 */
export async function claimsOf(tx: Connection, userId: string, orgId: string | null): Promise<Claims | null> {
  const { rows } = await tx.execute<{ claims: unknown }>(
    sql`select app.actor_claims(${userId}::uuid, ${orgId}::uuid) as claims`,
  );
  return claimsSchema.nullable().parse(rows[0]?.claims ?? null);
}

/** The organisations a person may act for, the longest-standing first. */
export async function membershipsOf(tx: Connection, userId: string): Promise<Membership[]> {
  const { rows } = await tx.execute(
    sql`select org_id as "orgId", org_name as "orgName", org_type as "orgType", role from app.memberships_of(${userId}::uuid)`,
  );
  return membershipSchema.array().parse(rows);
}
