/** What becomes of sessions and badges, in the chain of the organisation they act for. */
import { eq, sql } from "drizzle-orm";
import { sessions, users } from "../../db/schema/auth.ts";
import { deviceOf, networkShown } from "../domain/credentials/device.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { appendEvent, type NewEvent } from "../features/ledger/append-event.ts";
import { personalOf } from "../features/ledger/personal-of.ts";
import type { Identity } from "./auth.ts";
import { sessionOf, type Session } from "./caller.ts";
import { claimsOf } from "./memberships.ts";
import { newSession } from "./new-session.ts";
import { ownStamps } from "./own-stamps.ts";
import { organizationActor } from "./system-actor.ts";

/**
 * After a sign-in: ends the session that the same browser had before, and writes down that one began. `cookies` are the
 * sign-in's own. A person without an organisation has no chain to write to.
 */
export async function noteSignIn(
  identity: Identity,
  headers: Headers,
  address: string,
  cookies: readonly string[],
): Promise<void> {
  const session = await newSession(identity, cookies);
  const before = await sessionOf(identity, headers);
  if (before && before.sessionId !== session.sessionId) await endSession(identity, before);
  await note(identity, session.claims, {
    type: "session.started",
    data: { method: session.method },
    personal: personalOf({ network: networkShown(address), ...deviceOf(headers.get("user-agent")) }),
  });
}

/** Ends a session, by its person's own wish, and writes it down. */
export async function endSession(identity: Identity, { sessionId, claims, method }: Session): Promise<void> {
  await identity.service.sql.delete(sessions).where(eq(sessions.id, sessionId));
  await noteSignOut(identity, { claims, method });
}

/** After a session ended by its person's own wish. */
export function noteSignOut(identity: Identity, { claims, method }: Pick<Session, "claims" | "method">): Promise<void> {
  // The session has ended, so what is written may not depend on it.
  return note(identity, claims && { ...claims, sessionId: null }, { type: "session.ended", data: { method } });
}

/** After a passkey was added by the person of the session. */
export function notePasskeyAdded(identity: Identity, { claims }: Pick<Session, "claims">): Promise<void> {
  return note(identity, claims, { type: "passkey.added" });
}

/** An account's codes were guessed at too often and stop working for a while. Without such an account there is nothing to write. */
export async function noteCodesClosed(identity: Identity, email: string): Promise<void> {
  const { sql: db } = identity.service;
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  const claims = user && (await claimsOf(db, user.id, null));
  if (claims)
    await note(identity, organizationActor(claims.orgId, claims.orgType), {
      type: "account.codes_closed",
      data: { userId: user.id },
    });
}

/** A badge was tried with too many wrong PINs. */
export async function noteBadgeLocked(
  identity: Identity,
  badge: { id: string; userId: string; orgId: string },
): Promise<void> {
  const { rows } = await identity.service.sql.execute<{ org_type: Claims["orgType"] }>(
    sql`select org_type from app.memberships_of(${badge.userId}::uuid) where org_id = ${badge.orgId}`,
  );
  if (rows[0])
    await note(identity, organizationActor(badge.orgId, rows[0].org_type), {
      type: "badge.locked",
      data: { badgeId: badge.id, userId: badge.userId },
    });
}

async function note(identity: Identity, claims: Claims | null, event: Omit<NewEvent, "subject">): Promise<void> {
  if (!claims) return;
  await identity.db.withTenant(claims, (tenant) => appendEvent(tenant, { ...event, subject: ownStamps(claims) }));
}
