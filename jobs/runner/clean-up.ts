/** Forgets old runs and events, a bounded number at a time. */
import { sql } from "drizzle-orm";
import type { Tx } from "../../db/tenancy.ts";

const AT_ONCE = 500;

/** Deletes finished runs and event ids older than `days`. Returns how many rows went; call again while it is not 0. */
export async function cleanUp(tx: Tx, days: number): Promise<number> {
  const { rows } = await tx.execute<{ gone: string }>(sql`
    with runs as (
      delete from job_runs where id in (
        select id from job_runs where finished_at < now() - ${days} * interval '1 day' order by finished_at limit ${AT_ONCE} for update skip locked)
      returning 1
    ), events as (
      delete from job_events where id in (
        select id from job_events where received_at < now() - ${days} * interval '1 day' order by received_at limit ${AT_ONCE} for update skip locked)
      returning 1
    ) select (select count(*) from runs) + (select count(*) from events) as gone`);
  return Number(rows[0]?.gone ?? 0);
}
