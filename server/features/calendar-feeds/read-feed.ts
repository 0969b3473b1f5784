/**
 * What a feed's address leads to. The token alone says who reads; what is told is what that membership may see at this moment. An
 * unknown, a revoked and a former member's address are answered alike, with null.
 */
import { sql } from "drizzle-orm";
import type { Database } from "../../../db/tenancy.ts";
import { calendarEntries } from "../../domain/calendar/entries.ts";
import { wordsIn } from "../../domain/calendar/words.ts";
import { claimsSchema, type Claims } from "../../domain/iam/claims.ts";
import { tokenHash } from "./feeds.ts";
import { gatherFacts } from "./gather-facts.ts";
import { noteChanges } from "./note-changes.ts";
import { writeIcs } from "./write-ics.ts";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A feed, and the claims of its membership as they are now. */
export type FeedReader = { feedId: string; claims: Claims };

export async function feedReader(db: Database, token: string): Promise<FeedReader | null> {
  if (!TOKEN.test(token)) return null;
  return db.withService(async (tx) => {
    const { rows } = await tx.execute<{ feed_id: string; claims: unknown }>(sql`
      select feed.feed_id, app.actor_claims(feed.user_id, feed.org_id) as claims from app.open_calendar_feed(${tokenHash(token)}) feed`);
    const claims = claimsSchema.nullable().parse(rows[0]?.claims ?? null);
    return rows[0] && claims ? { feedId: rows[0].feed_id, claims } : null;
  });
}

/** The feed as an iCalendar file, and when anything in it last changed, to the second. */
export function readFeed(
  db: Database,
  { feedId, claims }: FeedReader,
  publicUrl: string,
  now: Date,
): Promise<{ text: string; modifiedAt: Date }> {
  return db.withTenant(claims, async (tenant) => {
    const { rows } = await tenant.tx.execute<{ name: string; locale: string }>(
      sql`select name, locale from organizations where id = ${claims.orgId}::uuid`,
    );
    const { name, locale } = rows[0] ?? { name: "", locale: "en" };
    const entries = calendarEntries(await gatherFacts(tenant, now), locale);
    // HTTP's dates have whole seconds.
    const revisions = await noteChanges(tenant, feedId, entries, new Date(Math.floor(now.getTime() / 1000) * 1000));
    return {
      text: writeIcs(wordsIn(locale).calendar(name), entries, revisions, publicUrl),
      modifiedAt: revisions.whole,
    };
  });
}
