/** Who is calling: the bearer of a token, or the person of a browser session. A token is never mixed with a cookie. */
import { sql } from "drizzle-orm";
import { parseSigned } from "hono/utils/cookie";
import type { Caller } from "../context.ts";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import { AppError } from "../domain/errors.ts";
import type { Identity } from "./auth.ts";
import { readToken } from "./tokens.ts";

export type Session = { sessionId: string; userId: string; activeOrgId: string | null; claims: Claims | null };

/**
 * The caller behind `headers`; null for someone who is not signed in. Throws `auth.required` (401) for a token that is not
 * good, whatever cookie comes with it, and `auth.membership_changed` (401) for a session whose organisation was taken away.
 * Claims are the database's of this moment for a session, and the token's own for a token: `withTenant` holds those against
 * the membership.
 */
export async function callerOf(identity: Identity, headers: Headers): Promise<Caller | null> {
  const bearer = bearerOf(headers);
  if (bearer !== null) {
    const claims = await readToken(identity, bearer);
    if (!claims) throw new AppError("auth.required");
    return { userId: claims.sub, sessionId: null, claims };
  }
  const session = await sessionOf(identity, headers);
  if (!session) return null;
  if (session.activeOrgId && !session.claims) throw new AppError("auth.membership_changed");
  return { userId: session.userId, sessionId: session.sessionId, claims: session.claims };
}

/** The live session of the cookie, with claims as its membership stands now, in one statement. */
export async function sessionOf(
  { service, secret, sessionCookie }: Identity,
  headers: Headers,
): Promise<Session | null> {
  const cookies = headers.get("cookie");
  if (!cookies) return null;
  const { [sessionCookie]: token } = await parseSigned(cookies, secret, sessionCookie);
  if (!token) return null;
  const { rows } = await service.sql.execute<{
    id: string;
    user_id: string;
    active_org_id: string | null;
    claims: unknown;
  }>(sql`
    select id, user_id, active_org_id, app.actor_claims(user_id, active_org_id) as claims
    from sessions where token = ${token} and expires_at > now()`);
  const row = rows[0];
  if (!row) return null;
  return {
    sessionId: row.id,
    userId: row.user_id,
    activeOrgId: row.active_org_id,
    claims: claimsSchema.nullable().parse(row.claims),
  };
}

/** The token of an Authorization header of that scheme, perhaps empty; null where the header is none of ours. */
function bearerOf(headers: Headers): string | null {
  const [scheme, token] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  return scheme?.toLowerCase() === "bearer" ? (token ?? "") : null;
}
