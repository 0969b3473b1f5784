/** Reads runs back, newest first. */
import { and, desc, eq, type SQL } from "drizzle-orm";
import { type JOB_RUN_STATES, jobRuns } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";

export type RunFilter = { functionId?: string; state?: (typeof JOB_RUN_STATES)[number]; limit?: number };
export type Run = typeof jobRuns.$inferSelect;

/** `functionId` is the one on the wire, `<app>-<function>`. At most 500. */
export async function listRuns(tx: Tx, { functionId, state, limit = 100 }: RunFilter): Promise<Run[]> {
  const conditions: SQL[] = [];
  if (functionId) conditions.push(eq(jobRuns.functionId, functionId));
  if (state) conditions.push(eq(jobRuns.state, state));
  return tx
    .select()
    .from(jobRuns)
    .where(and(...conditions))
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(Math.min(limit, 500));
}
