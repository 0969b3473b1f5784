import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { CalendarEntry } from "../../domain/calendar/entries.ts";
import { canonicalJson } from "../../domain/ledger/canonical.ts";

export type Revision = { sequence: number; modifiedAt: Date };
/** By uid; `whole` is when anything in the feed last changed, an entry that went away included. */
export type Revisions = { entries: ReadonlyMap<string, Revision>; whole: Date };

/** No entry has this uid. */
const WHOLE = "";
const sha256 = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("hex");

/**
 * Holds the entries against what the feed told before: one that says something else goes up by one in SEQUENCE and is modified now
 * (RFC 5545, 3.8.7.3 and 3.8.7.4); one that is gone is forgotten. Nothing is written where nothing changed.
 */
export async function noteChanges(
  { tx, actor }: Tenant,
  feedId: string,
  entries: readonly CalendarEntry[],
  now: Date,
): Promise<Revisions> {
  const hashes = entries.map((entry) => ({
    uid: entry.uid,
    hash: sha256(canonicalJson(JSON.parse(JSON.stringify(entry)))),
  }));
  const all = [...hashes, { uid: WHOLE, hash: sha256(canonicalJson(hashes)) }];
  const given = sql`jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as given(uid text, hash text)`;
  await tx.execute(sql`
    insert into calendar_entries as told (org_owner_id, user_id, feed_id, uid, content_hash, modified_at)
    select ${actor.orgId}::uuid, ${actor.sub}::uuid, ${feedId}::uuid, given.uid, given.hash, ${now.toISOString()}::timestamptz from ${given}
    where not exists (select from calendar_entries same where same.feed_id = ${feedId}::uuid and same.uid = given.uid and same.content_hash = given.hash)
    on conflict (feed_id, uid) do update set content_hash = excluded.content_hash, sequence = told.sequence + 1, modified_at = excluded.modified_at
      where told.content_hash <> excluded.content_hash`);
  await tx.execute(sql`
    delete from calendar_entries told where feed_id = ${feedId}::uuid and not exists (select from ${given} where given.uid = told.uid)`);
  const { rows } = await tx.execute<{ uid: string; sequence: number; modified_at: string }>(
    sql`select uid, sequence, modified_at from calendar_entries where feed_id = ${feedId}::uuid`,
  );
  const revisions = new Map(
    rows.map((row) => [row.uid, { sequence: row.sequence, modifiedAt: new Date(row.modified_at) }]),
  );
  return { entries: revisions, whole: revisions.get(WHOLE)?.modifiedAt ?? now };
}
