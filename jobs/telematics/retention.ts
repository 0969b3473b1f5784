/** Every month: raw readings that are older than three years go, a month at a time. Days, faults and events that were made of them stay. */
import { cron } from "inngest";
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import type { JobsClient } from "../client.ts";
import { readingsRetentionRequested } from "../events.ts";

export const KEPT_MONTHS = 36;

export function readingsRetention(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "telematics-retention", triggers: [cron("41 3 2 * *"), { event: readingsRetentionRequested }] },
    ({ event, step }) =>
      step.run("drop-months", async () => {
        const at = new Date((event as { ts?: number }).ts ?? Date.now());
        const before = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - KEPT_MONTHS, 1))
          .toISOString()
          .slice(0, 10);
        return { before, dropped: await dropReadings(deps, before) };
      }),
  );
}

/** Months that end by `before` (a day). Returns how many were dropped; refuses any of the last twelve. */
export async function dropReadings({ db }: { db: Database }, before: string): Promise<number> {
  const { rows } = await db.withService((tx) =>
    tx.execute<{ dropped: number }>(sql`select app.drop_usage_partitions(${before}::date) as dropped`),
  );
  return rows[0]!.dropped;
}
