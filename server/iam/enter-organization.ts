/** Starts to act for an organisation: the session turns to it and a token is made for it. */
import { eq } from "drizzle-orm";
import { sessions } from "../../db/schema/auth.ts";
import type { Tx } from "../../db/tenancy.ts";
import { AppError } from "../domain/errors.ts";
import type { TokenAnswer } from "../domain/iam/sign-in.ts";
import type { Identity } from "./auth.ts";
import { sessionOf, type Session } from "./caller.ts";
import { claimsOf, membershipsOf } from "./memberships.ts";
import { issueToken } from "./tokens.ts";

/**
 * Turns to `orgId`, or to the first organisation of the person where it is null. Throws `not_found` (404) for an organisation
 * that is not theirs and `auth.no_membership` (403) where they have none.
 */
export async function enterOrganization(
  identity: Identity,
  who: { userId: string; sessionId: string | null },
  orgId: string | null,
): Promise<TokenAnswer> {
  const claims = await claimsOf(identity.service.sql, who.userId, orgId);
  const memberships = await membershipsOf(identity.service.sql, who.userId);
  const membership = memberships.find((one) => one.orgId === claims?.orgId);
  if (!claims || !membership) throw new AppError(orgId ? "not_found" : "auth.no_membership");
  if (who.sessionId) await turnSession(identity.service.sql, who.sessionId, claims.orgId);
  const token = await issueToken(identity, claims);
  return {
    ...token,
    organization: { id: membership.orgId, name: membership.orgName, type: membership.orgType },
    role: membership.role,
    memberships,
  };
}

/** As {@link enterOrganization} for a session that was opened just now; without an organisation it is closed again. */
export async function enterWithNewSession(
  identity: Identity,
  cookies: string[],
  orgId: string | null,
): Promise<TokenAnswer> {
  const session = await newSession(identity, cookies);
  try {
    return await enterOrganization(identity, session, orgId);
  } catch (error) {
    await identity.service.sql.delete(sessions).where(eq(sessions.id, session.sessionId));
    throw error;
  }
}

/** Makes a browser session act for `orgId` from its next call on. The caller has proven that its person may. */
export async function turnSession(tx: Pick<Tx, "update">, sessionId: string, orgId: string): Promise<void> {
  await tx.update(sessions).set({ activeOrgId: orgId, updatedAt: new Date() }).where(eq(sessions.id, sessionId));
}

async function newSession(identity: Identity, cookies: string[]): Promise<Session> {
  const sent = cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
  const session = await sessionOf(identity, new Headers({ cookie: sent }));
  if (!session) throw new Error("a session that was just opened is not there");
  return session;
}
