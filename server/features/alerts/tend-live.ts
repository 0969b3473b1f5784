/** What time does to alerts that are live: snoozed ones wake, unanswered ones are escalated, feeds that are heard again are done with. */
import { sql } from "drizzle-orm";
import { feedSilent } from "../../domain/alerts/feed-silent.ts";
import type { AlertKind, AlertSeverity } from "../../domain/alerts/schema.ts";
import { feedOpening } from "./evaluate-machines.ts";
import { loadFeeds } from "./judge-feeds.ts";
import type { Look, MachineFeed } from "./load-machines.ts";
import { record, writeChanges, type AlertSubject, type Resolving } from "./write-changes.ts";

type Row = {
  id: string;
  kind: AlertKind;
  severity: AlertSeverity;
  equipment_id: string | null;
  human_id: string | null;
  customer_id: string | null;
  site_id: string | null;
  rental_id: string | null;
  feed_key: string | null;
};
const columns = sql`a.id, a.kind, a.severity, a.equipment_id, a.human_id, a.customer_id, a.site_id, a.rental_id, a.feed_key`;
const subjectOf = (row: Row): AlertSubject => ({
  equipmentId: row.equipment_id,
  humanId: row.human_id,
  customerId: row.customer_id,
  siteId: row.site_id,
  rentalId: row.rental_id,
  feedKey: row.feed_key,
});

/** At most `limit` of each. Returns how many were woken and escalated. */
export async function tendAnswers(look: Look, limit: number): Promise<{ woken: number; escalated: number }> {
  const { tenant, dealerId, thresholds } = look;
  const at = look.at.toISOString();
  const woken = await tenant.tx.execute<Row>(sql`
    update alerts a set state = 'OPEN', snoozed_until = null, snoozed_by = null where a.id in
      (select w.id from alerts w where w.dealer_id = ${dealerId}::uuid and w.state = 'SNOOZED' and w.snoozed_until <= ${at} order by w.id limit ${limit})
    returning ${columns}`);
  // A reminder is no alarm: what only informs waits until it is read.
  const late = await tenant.tx.execute<Row>(sql`
    update alerts a set escalated_at = ${at} where a.id in
      (select w.id from alerts w where w.dealer_id = ${dealerId}::uuid and w.state = 'OPEN' and w.escalated_at is null and w.acknowledged_at is null
        and w.severity <> 'INFO' and w.opened_at <= ${at}::timestamptz -
          case w.severity when 'CRITICAL' then ${thresholds.escalateCriticalHours}::float8 else ${thresholds.escalateHours}::float8 end * interval '1 hour'
        order by w.id limit ${limit})
    returning ${columns}`);
  for (const row of woken.rows) await record(look, "alert.woken", subjectOf(row), { alertId: row.id, kind: row.kind });
  for (const row of late.rows) {
    const { id: alertId, kind, severity } = row;
    await record(look, "alert.escalated", subjectOf(row), { alertId, kind, severity, why: "unanswered" });
  }
  return { woken: woken.rows.length, escalated: late.rows.length };
}

/** Opens what is called for about sources of ours, whose silence needs no machine to be noticed, and resolves what is over. */
export async function tendFeeds(look: Look): Promise<{ opened: number; resolved: number }> {
  const { tenant, dealerId } = look;
  const at = look.at.toISOString();
  const { rows: live } = await tenant.tx.execute<Row & { feed_name: string }>(sql`
    select ${columns}, a.facts ->> 'feedName' as feed_name from alerts a
    where a.dealer_id = ${dealerId}::uuid and a.kind = 'FEED_SILENT' and a.state <> 'RESOLVED' and a.opened_at <= ${at}`);
  const { rows: sources } = await tenant.tx.execute<{ id: string; name: string }>(sql`
    select s.id, s.name from telemetry_sources s where s.dealer_id = ${dealerId}::uuid`);
  const { rows: quiet } = await tenant.tx.execute<{ id: string; name: string }>(sql`
    select s.id, s.name from telemetry_sources s where s.dealer_id = ${dealerId}::uuid and s.active and s.kind in ('PULL', 'PUSH', 'WEBHOOK', 'MQTT')
      and s.last_seen_at < ${at}::timestamptz - greatest(${look.thresholds.heartbeatHours}::float8 * 3600, ${look.thresholds.heartbeatFactor}::float8 * s.cadence_s) / 2 * interval '1 second'`);
  if (live.length === 0 && quiet.length === 0) return { opened: 0, resolved: 0 };
  const isSource = new Set(sources.map(({ id }) => id));
  const feedOf = (key: string, name: string): MachineFeed => ({
    key,
    name,
    sourceId: isSource.has(key) ? key : null,
  });
  const feeds = new Map(
    [...live.map((row) => feedOf(row.feed_key!, row.feed_name)), ...quiet.map(({ id, name }) => feedOf(id, name))].map(
      (feed) => [feed.key, feed],
    ),
  );
  const judged = await loadFeeds(look, [...feeds.values()]);
  const resolve = live.flatMap((row): Resolving[] => {
    const found = judged.find(({ key }) => key === row.feed_key);
    // A source that was switched off is nobody's worry any more.
    const clearedBy = found ? feedSilent.hasCleared(found.facts) : "no_feed";
    return clearedBy ? [{ id: row.id, kind: row.kind, clearedBy, subject: subjectOf(row) }] : [];
  });
  const isLive = new Set(live.map(({ feed_key }) => feed_key));
  const open = judged.filter(({ key, facts }) => feedSilent.hasBecome(facts, isLive.has(key))).map(feedOpening);
  return writeChanges(look, { open, worsen: [], resolve });
}
