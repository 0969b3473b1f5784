/** The token of a browser session: its cookie, and its change when what the session may do changes. */
import { sql } from "drizzle-orm";
import { serializeSigned } from "hono/utils/cookie";
import type { Tx } from "../../db/tenancy.ts";
import { lifetimeOf, type SignInMethod } from "../domain/credentials/session.ts";
import type { Identity } from "./auth.ts";

type Connection = Pick<Tx, "execute">;
type CookieOptions = Pick<Identity, "secret" | "secure" | "sessionCookie" | "lifetimes">;

/** How long calls that were under way may still come with the token before. */
const GRACE_S = 30;

const newToken = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

/**
 * Makes the session act for `orgId` in `role` with a new token, and returns that. The old token is dead at once: what it was
 * used for, another organisation, is over. The caller has proven that the session's person may.
 */
export async function turnSession(
  tx: Connection,
  sessionId: string,
  { orgId, role }: { orgId: string; role: string },
): Promise<{ token: string; method: SignInMethod } | null> {
  const token = newToken();
  const { rows } = await tx.execute<{ method: SignInMethod }>(sql`
    update sessions set active_org_id = ${orgId}, role = ${role}, token = ${token}, previous_token = null, previous_until = null,
      updated_at = now(), last_seen_at = now()
    where id = ${sessionId} and expires_at > now() returning method`);
  return rows[0] ? { token, method: rows[0].method } : null;
}

/** A new token for a session whose person has another role now; null where another call was first. */
export async function renewToken(tx: Connection, oldToken: string, role: string): Promise<string | null> {
  const token = newToken();
  const { rows } = await tx.execute(sql`
    update sessions set token = ${token}, role = ${role}, previous_token = ${oldToken},
      previous_until = now() + make_interval(secs => ${GRACE_S}), updated_at = now()
    where token = ${oldToken} returning id`);
  return rows.length > 0 ? token : null;
}

/** Whether a session has not ended. */
export async function lives({ service }: Identity, sessionId: string | null | undefined): Promise<boolean> {
  if (!sessionId) return false;
  const { rows } = await service.sql.execute(
    sql`select 1 from sessions where id = ${sessionId} and expires_at > now()`,
  );
  return rows.length > 0;
}

/** The `Set-Cookie` of a session, as better-auth writes it. */
export function sessionCookie(
  { secret, secure, sessionCookie: name, lifetimes }: CookieOptions,
  token: string,
  method: SignInMethod,
): Promise<string> {
  return serializeSigned(name, token, secret, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge: Math.floor(lifetimeOf(method, lifetimes).maxS),
  });
}
