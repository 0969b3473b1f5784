/**
 * Counters in fixed windows, kept in the database so that all processes share them. Each count is one atomic statement, and
 * holds its row until the surrounding transaction ends, which puts everything about one key in a queue.
 */
import { sql } from "drizzle-orm";
import type { ServiceDatabase } from "./service-database.ts";

export type Window = { key: string; windowS: number };

const SWEEP_EVERY = 256;
const LONGEST_WINDOW_S = 86_400;

export class RateLimits {
  readonly #service: ServiceDatabase;
  #hits = 0;

  constructor(service: ServiceDatabase) {
    this.#service = service;
  }

  /** Counts one more and returns the count of the window now running, this one included. */
  async hit({ key, windowS }: Window): Promise<number> {
    const fresh = sql`rate_limits.window_started_at > now() - make_interval(secs => ${windowS})`;
    const { rows } = await this.#service.sql.execute<{ count: number }>(sql`
      insert into rate_limits (key, count, window_started_at) values (${key}, 1, now())
      on conflict (key) do update set
        count = case when ${fresh} then rate_limits.count + 1 else 1 end,
        window_started_at = case when ${fresh} then rate_limits.window_started_at else now() end
      returning count`);
    this.#hits += 1;
    if (this.#hits % SWEEP_EVERY === 0) await this.#sweep();
    return rows[0]!.count;
  }

  /** The count of the window now running. */
  async count({ key, windowS }: Window): Promise<number> {
    const { rows } = await this.#service.sql.execute<{ count: number }>(
      sql`select count from rate_limits where key = ${key} and window_started_at > now() - make_interval(secs => ${windowS})`,
    );
    return rows[0]?.count ?? 0;
  }

  /** Takes one back that was counted beforehand and need not have been. */
  async release(key: string): Promise<void> {
    await this.#service.sql.execute(sql`update rate_limits set count = greatest(count - 1, 0) where key = ${key}`);
  }

  /** Starts a new window with a count of nought. */
  async reset(key: string): Promise<void> {
    await this.#service.sql.execute(sql`
      insert into rate_limits (key, count, window_started_at) values (${key}, 0, now())
      on conflict (key) do update set count = 0, window_started_at = now()`);
  }

  /** Clears counters and one-time values that no longer mean anything, so that guesses can not fill the tables. */
  async #sweep(): Promise<void> {
    await this.#service.sql.execute(
      sql`delete from rate_limits where key in (
        select key from rate_limits where window_started_at < now() - make_interval(secs => ${LONGEST_WINDOW_S}) for update skip locked)`,
    );
    await this.#service.sql.execute(
      sql`delete from verifications where id in (select id from verifications where expires_at < now() - interval '1 hour' for update skip locked)`,
    );
  }
}
