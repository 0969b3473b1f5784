/** Ends what waits for time: sleeps, and waits for events or runs that took too long. */
import { and, asc, inArray, isNull, lte, sql } from "drizzle-orm";
import { jobSteps, type StepResult } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import { completeStep, lockRuns } from "./runs.ts";

const AT_ONCE = 100;

/** Returns how many ended; call again while it is not 0. */
export async function endElapsedWaits(tx: Tx): Promise<number> {
  const elapsed = await tx
    .select({ runId: jobSteps.runId, stepId: jobSteps.stepId, kind: jobSteps.kind, name: jobSteps.name })
    .from(jobSteps)
    .where(
      and(
        lte(jobSteps.dueAt, sql`now()`),
        inArray(jobSteps.kind, ["SLEEP", "WAIT", "INVOKE"]),
        isNull(jobSteps.result),
      ),
    )
    .orderBy(asc(jobSteps.dueAt))
    .limit(AT_ONCE);
  const running = await lockRuns(tx, [...new Set(elapsed.map((step) => step.runId))]);
  for (const step of elapsed)
    if (running.has(step.runId)) await completeStep(tx, step.runId, step.stepId, elapsedResult(step.kind, step.name));
  return elapsed.length;
}

/** A wait for an event that did not come gives null; a run that did not finish in time is an error. */
function elapsedResult(kind: string, name: string | null): StepResult {
  if (kind !== "INVOKE") return { type: "data", data: null };
  return {
    type: "error",
    error: { name: "Error", message: `The invoked run "${name ?? ""}" did not finish in time.` },
  };
}
