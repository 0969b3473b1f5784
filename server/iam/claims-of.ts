/** Claims as the memberships stand now. */
import { sql } from "drizzle-orm";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import type { ServiceDatabase } from "./service-database.ts";

/**
 * What `userId` may do for `orgId`, or for the first organisation they belong to where it is null. Null without such an active
 * membership: "not yours" and "not there" look alike.
 */
export async function claimsOf(service: ServiceDatabase, userId: string, orgId: string | null): Promise<Claims | null> {
  const { rows } = await service.sql.execute<{ claims: unknown }>(sql`select app.actor_claims(${userId}::uuid, ${orgId}::uuid) as claims`);
  return claimsSchema.nullable().parse(rows[0]?.claims ?? null);
}
