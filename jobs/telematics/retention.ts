/**
 * Every month: raw readings that are older than three years go, a month at a time, and what sources said of faults. Days, faults' lives and
 * events that were made of them stay.
 */
import { cron } from "inngest";
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import type { JobsClient } from "../client.ts";
import { readingsRetentionRequested } from "../events.ts";

export const KEPT_MONTHS = 36;
const REPORTS_AT_ONCE = 5_000;

export function readingsRetention(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "telematics-retention", triggers: [cron("41 3 2 * *"), { event: readingsRetentionRequested }] },
    async ({ event, step }) => {
      const { before, dropped } = await step.run("drop-months", async () => {
        const at = new Date((event as { ts?: number }).ts ?? Date.now());
        const before = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - KEPT_MONTHS, 1))
          .toISOString()
          .slice(0, 10);
        return { before, dropped: await dropReadings(deps, before) };
      });
      const faultReports = await step.run("drop-fault-reports", () => dropFaultReports(deps, before));
      return { before, dropped, faultReports };
    },
  );
}

/** Months that end by `before` (a day). Returns how many were dropped; refuses any of the last twelve. */
export async function dropReadings({ db }: { db: Database }, before: string): Promise<number> {
  const { rows } = await db.withService((tx) =>
    tx.execute<{ dropped: number }>(sql`select app.drop_usage_partitions(${before}::date) as dropped`),
  );
  return rows[0]!.dropped;
}

/** What was said of faults before a day. Returns how much of it; refuses what is of the last twelve months. */
export async function dropFaultReports({ db }: { db: Database }, before: string): Promise<number> {
  for (let total = 0; ;) {
    const { rows } = await db.withService((tx) =>
      tx.execute<{ gone: number }>(
        sql`select app.drop_old_fault_reports(${before}::date::timestamptz, ${REPORTS_AT_ONCE}) as gone`,
      ),
    );
    total += rows[0]!.gone;
    if (rows[0]!.gone < REPORTS_AT_ONCE) return total;
  }
}
