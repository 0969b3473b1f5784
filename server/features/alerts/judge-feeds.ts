/** Whether what is silent is silent alone: feeds as facts, for the rule about them. */
import { sql } from "drizzle-orm";
import type { FeedFacts } from "../../domain/alerts/feed-silent.ts";
import { feedSilent } from "../../domain/alerts/feed-silent.ts";
import { isSilent } from "../../domain/alerts/no-heartbeat.ts";
import type { LoadedMachine, Look, MachineFeed } from "./load-machines.ts";

export type JudgedFeed = MachineFeed & { facts: FeedFacts };

/** More machines than this are not counted: it is a feed. */
const COUNTED = 10_000;
const HEARD_DAYS = 30;

/** Marks the machines whose whole feed is silent, and returns those feeds. Feeds of machines that are not silent are not asked about. */
export async function judgeFeeds(look: Look, machines: LoadedMachine[]): Promise<JudgedFeed[]> {
  const feeds = new Map(machines.flatMap(({ feed, facts }) => (feed && isSilent(facts) ? [[feed.key, feed]] : [])));
  const judged = await loadFeeds(look, [...feeds.values()]);
  const silent = new Map(judged.filter(({ facts }) => feedSilent.is(facts)).map((feed) => [feed.key, feed]));
  for (const machine of machines)
    if (machine.feed && silent.has(machine.feed.key)) machine.facts = { ...machine.facts, feedSilent: true };
  return [...silent.values()];
}

/** Feeds with when they were last heard and how many machines they tell of. */
export async function loadFeeds(look: Look, feeds: readonly MachineFeed[]): Promise<JudgedFeed[]> {
  const facts = [
    ...(await ofNames(
      look,
      feeds.filter(({ sourceId }) => sourceId === null),
    )),
    ...(await ofSources(
      look,
      feeds.filter(({ sourceId }) => sourceId !== null),
    )),
  ];
  return feeds.flatMap((feed) => {
    const found = facts.find(({ key }) => key === feed.key);
    if (!found) return [];
    const { last_seen_at, cadence_s, machines } = found;
    const lastSeenAt = last_seen_at === null ? null : new Date(last_seen_at);
    const { at: now, thresholds: limits } = look;
    return [{ ...feed, facts: { name: feed.name, machines, cadenceS: cadence_s, lastSeenAt, now, limits } }];
  });
}

type Row = { key: string; machines: number; cadence_s: number | null; last_seen_at: string | null };
const keysOf = (feeds: readonly MachineFeed[]) => JSON.stringify(feeds.map(({ key }) => key));

/** A feed that is known by its name alone is as fresh as its freshest machine. */
async function ofNames({ tenant, dealerId, at }: Look, feeds: readonly MachineFeed[]): Promise<Row[]> {
  if (feeds.length === 0) return [];
  const { rows } = await tenant.tx.execute<Row>(sql`
    select e.feed as key, count(*)::int as machines, max(e.feed_cadence_s) as cadence_s, max(least(e.last_seen_at, ${at.toISOString()})) as last_seen_at
    from equipment e where e.dealer_id = ${dealerId}::uuid and e.status not in ('RETIRED', 'LOST')
      and e.feed in (select value from jsonb_array_elements_text(${keysOf(feeds)}::jsonb)) group by e.feed`);
  return rows;
}

async function ofSources({ tenant, dealerId, at }: Look, feeds: readonly MachineFeed[]): Promise<Row[]> {
  if (feeds.length === 0) return [];
  const { rows } = await tenant.tx.execute<Row>(sql`
    select s.id::text as key, greatest(s.cadence_s, heard.usual) as cadence_s, s.last_seen_at, heard.machines
    from telemetry_sources s cross join lateral (
      select count(*)::int as machines, percentile_disc(0.5) within group (order by e.feed_cadence_s) as usual from
        (select distinct u.equipment_id from (select r.equipment_id from usage_readings r where r.dealer_id = s.dealer_id and r.source = s.id::text
          and r.at > s.last_seen_at - make_interval(days => ${HEARD_DAYS}) and r.at <= ${at.toISOString()} limit ${COUNTED}) u) h
      join equipment e on e.id = h.equipment_id and e.dealer_id = s.dealer_id) heard
    where s.dealer_id = ${dealerId}::uuid and s.active
      and s.id in (select value::uuid from jsonb_array_elements_text(${keysOf(feeds)}::jsonb))`);
  return rows;
}
