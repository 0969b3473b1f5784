/** The feeds of the actor's membership: made, renewed, revoked. The token of an address is never stored, only its hash. */
import { and, count, desc, eq, isNull } from "drizzle-orm";
import { calendarFeeds } from "../../../db/schema/calendar.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { MAX_FEEDS, type CalendarFeed } from "../../domain/calendar/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";

const TOKEN_BYTES = 32;

/** 256 bits as base64url; whoever holds it reads the calendar. */
export const newToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString("base64url");
export const tokenHash = (token: string): string => new Bun.CryptoHasher("sha256").update(token).digest("hex");

const mine = ({ actor }: Tenant) =>
  and(eq(calendarFeeds.userId, actor.sub), eq(calendarFeeds.orgOwnerId, actor.orgId), isNull(calendarFeeds.revokedAt));

export async function listFeeds(tenant: Tenant): Promise<CalendarFeed[]> {
  const rows = await tenant.tx
    .select()
    .from(calendarFeeds)
    .where(mine(tenant))
    .orderBy(desc(calendarFeeds.createdAt), desc(calendarFeeds.id))
    .limit(MAX_FEEDS);
  return rows.map(toFeed);
}

const toFeed = (row: typeof calendarFeeds.$inferSelect): CalendarFeed => ({
  id: row.id,
  createdAt: row.createdAt.toISOString(),
  lastFetchedAt: row.lastFetchedAt?.toISOString() ?? null,
});

/** Throws `calendar.too_many`; `auth.forbidden` for an actor without a membership of its own. */
export async function createFeed(tenant: Tenant, token: string, operationId: string): Promise<CalendarFeed> {
  const { tx, actor } = tenant;
  if (!actor.membershipId) throw new AppError("auth.forbidden");
  const [there] = await tx.select({ feeds: count() }).from(calendarFeeds).where(mine(tenant));
  if ((there?.feeds ?? 0) >= MAX_FEEDS) throw new AppError("calendar.too_many", { details: { most: MAX_FEEDS } });
  const [made] = await tx
    .insert(calendarFeeds)
    .values({
      orgOwnerId: actor.orgId,
      userId: actor.sub,
      membershipId: actor.membershipId,
      tokenHash: tokenHash(token),
    })
    .returning();
  await appendEvent(tenant, { type: "calendar.created", subject: {}, data: { feedId: made!.id }, operationId });
  return toFeed(made!);
}

/** A feed with a new address in place of one whose address is known too widely, which answers no more. Throws `not_found`. */
export async function rotateFeed(
  tenant: Tenant,
  id: string,
  token: string,
  operationId: string,
): Promise<CalendarFeed> {
  await revoke(tenant, id);
  return createFeed(tenant, token, operationId);
}

/** Throws `not_found`. */
export async function revokeFeed(tenant: Tenant, id: string, operationId: string): Promise<{ id: string }> {
  await revoke(tenant, id);
  await appendEvent(tenant, { type: "calendar.revoked", subject: {}, data: { feedId: id }, operationId });
  return { id };
}

async function revoke(tenant: Tenant, id: string): Promise<void> {
  const gone = await tenant.tx
    .update(calendarFeeds)
    .set({ revokedAt: new Date() })
    .where(and(eq(calendarFeeds.id, id), mine(tenant)))
    .returning({ id: calendarFeeds.id });
  if (gone.length === 0) throw new AppError("not_found");
}
