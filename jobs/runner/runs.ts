/** The rows of a run: starting, finishing a step, finishing the run. Callers hold the run's lock (`lockRuns`) except to start one. */
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { jobRuns, jobSteps, type StepResult } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import type { Plan } from "./plan.ts";
import { DISCOVERY_STEP, type JobError } from "./protocol.ts";

export type NewRun = {
  id: string;
  functionId: string;
  event: Record<string, unknown>;
  parentRunId?: string;
  parentStepId?: string;
};

export const newRun = (run: Omit<NewRun, "id">): NewRun => ({ id: Bun.randomUUIDv7(), ...run });

/** Starts runs; they are due at once. */
export async function startRuns(tx: Tx, runs: NewRun[]): Promise<void> {
  if (!runs.length) return;
  await tx.insert(jobRuns).values(runs);
  await tx.insert(jobSteps).values(
    runs.map((run) => ({
      runId: run.id,
      stepId: DISCOVERY_STEP,
      functionId: run.functionId,
      kind: "DISCOVER" as const,
      dueAt: sql`now()`,
    })),
  );
}

export type LockedRun = typeof jobRuns.$inferSelect;

/** Locks runs for change, in order of id, and returns those that still run. */
export async function lockRuns(tx: Tx, ids: string[]): Promise<Map<string, LockedRun>> {
  if (!ids.length) return new Map();
  const rows = await tx.select().from(jobRuns).where(inArray(jobRuns.id, ids)).orderBy(asc(jobRuns.id)).for("update");
  return new Map(rows.filter((run) => run.state === "RUNNING").map((run) => [run.id, run]));
}

/** Locks a run and the one that waits for it, in order of id. Null where it runs no more. */
export async function lockRunAndParent(tx: Tx, id: string): Promise<LockedRun | null> {
  const parent = tx.select({ id: jobRuns.parentRunId }).from(jobRuns).where(eq(jobRuns.id, id));
  const rows = await tx
    .select()
    .from(jobRuns)
    .where(or(eq(jobRuns.id, id), inArray(jobRuns.id, parent)))
    .orderBy(asc(jobRuns.id))
    .for("update");
  return rows.find((run) => run.id === id && run.state === "RUNNING") ?? null;
}

/** Puts down a step's result, once, and asks the run to go on. Each result is a row of its own, so that parallel ones merge in SQL. */
export async function completeStep(tx: Tx, runId: string, stepId: string, result: StepResult): Promise<void> {
  const done = await tx
    .update(jobSteps)
    .set({ result, doneSeq: nextSeq(runId), dueAt: null, leaseToken: null, leasedUntil: null, losses: 0 })
    .where(and(eq(jobSteps.runId, runId), eq(jobSteps.stepId, stepId), isNull(jobSteps.result)))
    .returning({ stepId: jobSteps.stepId });
  if (done.length) await wakeRun(tx, runId);
}

/** The place of the next result in the order that the SDK replays. The run is locked, so no other result takes it. */
export const nextSeq = (runId: string) =>
  sql<number>`(select coalesce(max(done_seq), 0) + 1 from ${jobSteps} where run_id = ${runId}::uuid)`;

/** Makes the run's discovery due. One that is being discovered right now compares `wakes` when it settles, and goes again. */
export async function wakeRun(tx: Tx, runId: string): Promise<void> {
  await tx
    .update(jobSteps)
    .set({ wakes: sql`${jobSteps.wakes} + 1`, dueAt: sql`coalesce(${jobSteps.dueAt}, now())` })
    .where(and(eq(jobSteps.runId, runId), eq(jobSteps.stepId, DISCOVERY_STEP)));
}

export type RunEnd = { output: unknown } | { error: JobError };

/** Ends a run: closes what it still waited for, hands the result to the run that invoked it and tells its failure handler. */
export async function finishRun(tx: Tx, plan: Plan, run: LockedRun, end: RunEnd): Promise<void> {
  const failed = "error" in end;
  await tx
    .update(jobRuns)
    .set({
      state: failed ? "FAILED" : "COMPLETED",
      finishedAt: sql`now()`,
      ...(failed ? { error: end.error } : { output: end.output ?? null }),
    })
    .where(eq(jobRuns.id, run.id));
  await tx
    .update(jobSteps)
    .set({ dueAt: null, leaseToken: null, leasedUntil: null, waitEvent: null })
    .where(eq(jobSteps.runId, run.id));
  if (run.parentRunId && run.parentStepId)
    await completeStep(
      tx,
      run.parentRunId,
      run.parentStepId,
      failed ? { type: "error", error: end.error } : { type: "data", data: end.output ?? null },
    );
  const onFailureId = plan.get(run.functionId)?.onFailureId;
  if (failed && onFailureId)
    await startRuns(tx, [newRun({ functionId: onFailureId, event: failureEvent(run, end.error) })]);
}

function failureEvent(run: LockedRun, error: JobError): Record<string, unknown> {
  return {
    id: `failed:${run.id}`,
    name: "inngest/function.failed",
    data: { function_id: run.functionId, run_id: run.id, error, event: run.event },
    ts: Date.now(),
  };
}
