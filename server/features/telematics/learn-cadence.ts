/**
 * How often a machine really reports: the median of the times between its last readings from a source. Silence is judged by it, so it is
 * looked at again only where what arrives has become another, and written only where it differs by more than a little.
 */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Source } from "./dealer-source.ts";

/** Parts of one report carry times that lie seconds apart. */
const ONE_REPORT_S = 60;
const LEAST_S = 60;
const MOST_S = 7 * 86_400;
const LOOKS_BACK = 40;
/** Fewer intervals than that say nothing: until then the source's own cadence holds. */
const ENOUGH = 4;

/** For machines of which something has just arrived from the source. Returns how many have another cadence now. */
export async function learnCadence(
  { tx }: Pick<Tenant, "tx">,
  source: Pick<Source, "id" | "dealerId" | "kind" | "cadenceS">,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  // Files come when they come: of them only what is seen counts.
  const agreedS = source.kind === "FILE" ? null : source.cadenceS;
  const ofSource = sql`r.equipment_id = e.id and r.source = ${source.id} and r.dealer_id = ${source.dealerId}::uuid`;
  const { rowCount } = await tx.execute(sql`
    with given as (select value::uuid as id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)),
    strange as (
      select e.id from given join equipment e on e.id = given.id and e.dealer_id = ${source.dealerId}::uuid
      cross join lateral (select extract(epoch from max(l.at) - min(l.at)) as gap from (select r.at from usage_readings r where ${ofSource} order by r.at desc limit 2) l) last
      where e.feed_cadence_s is null or last.gap not between e.feed_cadence_s / 2 and e.feed_cadence_s * 2),
    learned as (
      select e.id, case when heard.gaps >= ${ENOUGH} then least(greatest(round(heard.median), ${LEAST_S}), ${MOST_S})::int else ${agreedS}::int end as cadence
      from strange e cross join lateral (
        select count(*) as gaps, percentile_cont(0.5) within group (order by g.gap) as median
        from (select extract(epoch from l.at - lag(l.at) over (order by l.at)) as gap
          from (select r.at from usage_readings r where ${ofSource} order by r.at desc limit ${LOOKS_BACK}) l) g
        where g.gap >= ${ONE_REPORT_S}) heard)
    update equipment e set feed_cadence_s = l.cadence from learned l
    where e.id = l.id and e.dealer_id = ${source.dealerId}::uuid and l.cadence is not null
      and (e.feed_cadence_s is null or l.cadence < e.feed_cadence_s * 0.75 or l.cadence > e.feed_cadence_s * 1.33)`);
  return rowCount ?? 0;
}
