/** Starts to act for an organisation: the session turns to it, with a new token of its own, and a token is made for it. */
import { eq } from "drizzle-orm";
import { sessions } from "../../db/schema/auth.ts";
import { AppError } from "../domain/errors.ts";
import type { TokenAnswer } from "../domain/iam/sign-in.ts";
import type { Identity } from "./auth.ts";
import { claimsOf, membershipsOf } from "./memberships.ts";
import { newSession } from "./new-session.ts";
import { sessionCookie, turnSession } from "./session-tokens.ts";
import { issueToken } from "./tokens.ts";

/** `tokenSessionId` is the session that a token came from: the new token ends with it as well. */
type Who = { userId: string; sessionId: string | null; tokenSessionId?: string | null | undefined };

/**
 * Turns to `orgId`, or to the first organisation of the person where it is null. `cookies` is the session's new cookie, where
 * it turned. Throws `not_found` (404) for an organisation that is not theirs, `auth.no_membership` (403) where they have none,
 * and `auth.required` (401) where the session has ended.
 */
export async function enterOrganization(
  identity: Identity,
  who: Who,
  orgId: string | null,
): Promise<{ answer: TokenAnswer; cookies: string[] }> {
  const { sql } = identity.service;
  const claims = await claimsOf(sql, who.userId, orgId);
  const memberships = await membershipsOf(sql, who.userId);
  const membership = memberships.find((one) => one.orgId === claims?.orgId);
  if (!claims || !membership) throw new AppError(orgId ? "not_found" : "auth.no_membership");
  const sessionId = who.sessionId ?? who.tokenSessionId ?? null;
  const cookies: string[] = [];
  if (who.sessionId) {
    const turned = await turnSession(sql, who.sessionId, claims);
    if (!turned) throw new AppError("auth.required");
    cookies.push(await sessionCookie(identity, turned.token, turned.method));
  }
  const token = await issueToken(identity, { ...claims, sessionId });
  const answer = {
    ...token,
    organization: { id: membership.orgId, name: membership.orgName, type: membership.orgType },
    role: membership.role,
    memberships,
  };
  return { answer, cookies };
}

/** As {@link enterOrganization} for a session that was opened just now; without an organisation it is closed again. */
export async function enterWithNewSession(
  identity: Identity,
  opened: string[],
  orgId: string | null,
): Promise<{ answer: TokenAnswer; cookies: string[] }> {
  const session = await newSession(identity, opened);
  try {
    // The session stands in its first organisation already; its token has been seen by nobody yet.
    const stays = orgId === null || orgId === session.activeOrgId;
    const who = stays
      ? { userId: session.userId, sessionId: null, tokenSessionId: session.sessionId }
      : { userId: session.userId, sessionId: session.sessionId };
    const { answer, cookies } = await enterOrganization(identity, who, orgId ?? session.activeOrgId);
    return { answer, cookies: [...opened.filter((one) => !cookies.length || !isSession(identity, one)), ...cookies] };
  } catch (error) {
    await identity.service.sql.delete(sessions).where(eq(sessions.id, session.sessionId));
    throw error;
  }
}

const isSession = ({ sessionCookie: name }: Identity, cookie: string) => cookie.startsWith(`${name}=`);
