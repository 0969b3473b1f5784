/**
 * Signing in by badge and PIN. A try is counted before its PIN is judged, so that tries at one badge are as few as they may be
 * however many arrive at once. A badge that does not exist is answered, and takes as long, like one with a wrong PIN.
 */
import { eq, sql } from "drizzle-orm";
import { sessions } from "../../db/schema/auth.ts";
import { type BadgeCode, parseBadge } from "../domain/credentials/badge.ts";
import { mayHoldBadge } from "../domain/credentials/badge-roles.ts";
import { AppError } from "../domain/errors.ts";
import type { Identity } from "./auth.ts";
import { badgeHash } from "./badge-hash.ts";
import { networkOf } from "./client-address.ts";
import { newSession } from "./new-session.ts";
import { noteBadgeLocked } from "./session-events.ts";
import { isPin } from "./slow-hash.ts";

/** Wrong PINs in a row before a badge is locked until its supervisor resets it. */
export const PIN_TRIES = 6;
const FAILURES_PER_NETWORK = 300;
const DECOY_DAYS_S = 86_400;

export type BadgeSignIn = { userId: string; name: string; badgeId: string; orgId: string; cookies: string[] };

type Tried = { badge_id: string; user_id: string; org_id: string; pin_hash: string | null };

/**
 * Opens a session for the person of a badge. Throws `auth.invalid_badge` (401) for a wrong badge or PIN, `auth.badge_locked`
 * (429) once its tries are used up, `auth.too_many_attempts` (429) for a network with too many failures, and
 * `auth.no_membership` (403) for a person who is no member any more or whose role badges are not for.
 */
export async function signInByBadge(
  identity: Identity,
  given: { badge: string; pin: string },
  headers: Headers,
  address: string,
): Promise<BadgeSignIn> {
  const { limits, auth } = identity;
  const network = { key: `badge-fail-net:${networkOf(address)}`, windowS: 600 };
  if ((await limits.hit(network)) > FAILURES_PER_NETWORK) throw new AppError("auth.too_many_attempts");
  const code = parseBadge(given.badge);
  const badge = code && (await tryBadge(identity, code));
  if (badge === "locked") throw new AppError("auth.badge_locked");
  const right = await isPin(badge?.badge_id ?? "", given.pin, badge?.pin_hash ?? null);
  if (!badge || !right) {
    if (badge && (await lockIfSpent(identity, badge.badge_id)))
      await noteBadgeLocked(identity, { id: badge.badge_id, userId: badge.user_id, orgId: badge.org_id });
    throw new AppError("auth.invalid_badge");
  }
  // Revoked or locked while the PIN was judged.
  if (!(await opens(identity, badge.badge_id))) throw new AppError("auth.invalid_badge");
  await limits.release(network.key);
  const { headers: answer, response } = await auth.api.openBadgeSession({
    body: { userId: badge.user_id, orgId: badge.org_id, badgeId: badge.badge_id },
    headers,
    returnHeaders: true,
  });
  const cookies = answer.getSetCookie();
  await refuseUnfit(identity, cookies, badge);
  return { userId: badge.user_id, name: response.user.name, badgeId: badge.badge_id, orgId: badge.org_id, cookies };
}

/** Counts a try. Null where there is no such badge; "locked" where no try is left, also at one that does not exist. */
async function tryBadge({ service, limits, secret }: Identity, code: BadgeCode): Promise<Tried | "locked" | null> {
  const token = code.kind === "token" ? badgeHash(secret, code) : null;
  const number = code.kind === "number" ? badgeHash(secret, code) : null;
  const { rows } = await service.sql.execute<Tried>(
    sql`select * from app.try_badge(${token}, ${number}, ${PIN_TRIES})`,
  );
  const badge = rows[0];
  if (badge) return badge.pin_hash === null ? "locked" : badge;
  const tries = await limits.hit({ key: `badge-decoy:${token ?? number}`, windowS: DECOY_DAYS_S });
  return tries > PIN_TRIES ? "locked" : null;
}

/** Which of these badges still open something: what a shared phone has to know to forget the others' people. */
export async function activeBadges({ service }: Identity, badgeIds: readonly string[]): Promise<string[]> {
  const { rows } = await service.sql.execute<{ badge_id: string }>(
    sql`select badge_id from app.active_badges(array(select jsonb_array_elements_text(${JSON.stringify(badgeIds)}::jsonb)::uuid))`,
  );
  return rows.map((row) => row.badge_id);
}

async function lockIfSpent({ service }: Identity, badgeId: string): Promise<boolean> {
  const { rows } = await service.sql.execute<{ locked: boolean }>(
    sql`select app.lock_badge(${badgeId}::uuid, ${PIN_TRIES}) as locked`,
  );
  return rows[0]!.locked;
}

async function opens({ service }: Identity, badgeId: string): Promise<boolean> {
  const { rows } = await service.sql.execute<{ opened: boolean }>(
    sql`select app.open_badge(${badgeId}::uuid) as opened`,
  );
  return rows[0]!.opened;
}

/**
 * Closes the session again where its person may not act for the badge's organisation or was given a role that badges are not
 * for, and where the badge was revoked just before the session was there to be ended with it.
 */
async function refuseUnfit(identity: Identity, cookies: string[], badge: Tried): Promise<void> {
  const { sessionId, claims } = await newSession(identity, cookies);
  const active = await activeBadges(identity, [badge.badge_id]);
  if (claims?.orgId === badge.org_id && mayHoldBadge(claims.role) && active.length > 0) return;
  await identity.service.sql.delete(sessions).where(eq(sessions.id, sessionId));
  throw new AppError("auth.no_membership");
}
