/** Who is calling: the bearer of a token, or the person of a browser session. A token is never mixed with a cookie. */
import { sql } from "drizzle-orm";
import { parseSigned } from "hono/utils/cookie";
import type { Caller } from "../context.ts";
import { mayHoldBadge } from "../domain/credentials/badge-roles.ts";
import { expiryOf, lifetimeOf, type SignInMethod } from "../domain/credentials/session.ts";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import { AppError } from "../domain/errors.ts";
import type { Identity } from "./auth.ts";
import { clientCaller } from "./client-caller.ts";
import { renewToken, sessionCookie, turnSession } from "./session-tokens.ts";
import { readToken } from "./tokens.ts";

export type Session = {
  sessionId: string;
  userId: string;
  activeOrgId: string | null;
  method: SignInMethod;
  claims: Claims | null;
};
type SetCookie = (cookie: string) => void;

/**
 * Names whom a call was entered as, `<user id>` or `<user id>:<organisation id>`. On a shared device the cookie may be somebody
 * else's by now, and a person may have moved to another organisation since.
 */
export const PERSON_HEADER = "x-person";
/** Longer than any token of ours. */
const MAX_TOKEN_CHARS = 8_192;
/** A session's use is written down no more often than this. */
const SEEN_EVERY_MS = 60_000;

/**
 * The caller behind `headers`; null for someone who is not signed in. Throws `auth.required` (401) for a token that is not
 * good, whatever cookie comes with it, `auth.membership_changed` (401) for a session whose organisation was taken away, and
 * `auth.other_person` (401) for a call that was entered as somebody else. Claims are the database's of this moment for a
 * session and for a program, and the token's own for a person's token: `withTenant` holds those against membership and session.
 */
export async function callerOf(identity: Identity, headers: Headers, setCookie?: SetCookie): Promise<Caller | null> {
  const bearer = bearerOf(headers);
  const caller = bearer === null ? await bySession(identity, headers, setCookie) : await byToken(identity, bearer);
  const meant = headers.get(PERSON_HEADER);
  const [person, orgId] = meant?.split(":") ?? [];
  if (caller && person && (person !== caller.userId || (orgId && orgId !== caller.claims?.orgId)))
    throw new AppError("auth.other_person");
  return caller;
}

async function byToken(identity: Identity, token: string): Promise<Caller> {
  const claims = token.length > MAX_TOKEN_CHARS ? null : await readToken(identity, token);
  if (!claims) throw new AppError("auth.required");
  if (claims.clientId) return clientCaller(identity, claims.clientId);
  return { userId: claims.sub, sessionId: null, claims };
}

async function bySession(identity: Identity, headers: Headers, setCookie?: SetCookie): Promise<Caller | null> {
  const session = await sessionOf(identity, headers, setCookie);
  if (!session) return null;
  const { method, claims, userId, sessionId } = session;
  if (session.activeOrgId && !claims) throw new AppError("auth.membership_changed");
  // Whoever rises to a role that badges are not for signs in anew, by code or passkey.
  if (method === "BADGE" && claims && !mayHoldBadge(claims.role)) throw new AppError("auth.membership_changed");
  if (!setCookie) return { userId, sessionId, claims };
  const renewSession = async (as: { orgId: string; role: string }) => {
    const turned = await turnSession(identity.service.sql, sessionId, as);
    if (turned) setCookie(await sessionCookie(identity, turned.token, turned.method));
  };
  return { userId, sessionId, claims, renewSession };
}

/** The live session of the cookie, with claims as its membership stands now. Where `setCookie` is given, a changed role changes the token. */
export async function sessionOf(identity: Identity, headers: Headers, setCookie?: SetCookie): Promise<Session | null> {
  const { service, secret, sessionCookie: name } = identity;
  const cookies = headers.get("cookie");
  if (!cookies) return null;
  const { [name]: token } = await parseSigned(cookies, secret, name);
  if (!token) return null;
  const { rows } = await service.sql.execute<Row>(sql`
    select id, user_id, active_org_id, method, role, ends_at, last_seen_at, token = ${token} as current,
      app.actor_claims(user_id, active_org_id) as claims
    from sessions where (token = ${token} or (previous_token = ${token} and previous_until > now())) and expires_at > now()`);
  const row = rows[0];
  if (!row) return null;
  const claims = claimsSchema.nullable().parse(row.claims);
  await noteUse(identity, row);
  if (setCookie && row.current && claims && row.role !== claims.role) {
    const renewed = await renewToken(service.sql, token, claims.role);
    if (renewed) setCookie(await sessionCookie(identity, renewed, row.method));
  }
  return {
    sessionId: row.id,
    userId: row.user_id,
    activeOrgId: row.active_org_id,
    method: row.method,
    claims: claims && { ...claims, sessionId: row.id },
  };
}

type Row = {
  id: string;
  user_id: string;
  active_org_id: string | null;
  method: SignInMethod;
  role: string | null;
  ends_at: Date | string;
  last_seen_at: Date | string;
  current: boolean;
  claims: unknown;
};

/** Use keeps a session from ending, up to its last moment. */
async function noteUse({ service, lifetimes }: Identity, row: Row): Promise<void> {
  const now = new Date();
  if (now.getTime() - new Date(row.last_seen_at).getTime() < SEEN_EVERY_MS) return;
  const expiresAt = expiryOf(now, new Date(row.ends_at), lifetimeOf(row.method, lifetimes));
  await service.sql.execute(
    sql`update sessions set last_seen_at = now(), expires_at = ${expiresAt.toISOString()} where id = ${row.id} and expires_at > now()`,
  );
}

/** The token of an Authorization header of that scheme, perhaps empty; null where the header is none of ours. */
function bearerOf(headers: Headers): string | null {
  const [scheme, token] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  return scheme?.toLowerCase() === "bearer" ? (token ?? "") : null;
}
