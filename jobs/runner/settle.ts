/** Puts down what a call came to, in one transaction, if the lease still stands. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { jobSteps } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import type { Claim } from "./claim.ts";
import type { Plan } from "./plan.ts";
import { planStep } from "./plan-step.ts";
import { DISCOVERY_STEP, jobError, type JobError, type Op, type Outcome } from "./protocol.ts";
import { completeStep, finishRun, lockRunAndParent, nextSeq, type LockedRun, wakeRun } from "./runs.ts";

/** How long until the next try, in milliseconds, after `attempt` (from 0) failed. */
export type Backoff = (attempt: number) => number;

/** What became of the run, for the log. */
export type Settled = { failed: JobError } | null;

type Settling = { tx: Tx; plan: Plan; run: LockedRun; claim: Claim; backoff: Backoff };

export async function settle(tx: Tx, plan: Plan, claim: Claim, outcome: Outcome, backoff: Backoff): Promise<Settled> {
  const run = await lockRunAndParent(tx, claim.runId);
  if (!run) return null;
  const [held] = await tx
    .update(jobSteps)
    .set({ leaseToken: null, leasedUntil: null, losses: 0 })
    .where(
      and(eq(jobSteps.runId, claim.runId), eq(jobSteps.stepId, claim.stepId), eq(jobSteps.leaseToken, claim.token)),
    )
    .returning({ runId: jobSteps.runId });
  if (!held) return null;
  const settling = { tx, plan, run, claim, backoff };
  if (outcome.kind === "done") {
    await finishRun(tx, plan, run, { output: outcome.data });
    return null;
  }
  if (outcome.kind === "failed")
    return outcome.retriable ? tryAgain(settling, outcome.error, outcome.retryAt) : fail(settling, outcome.error);
  const failing = outcome.ops.find((op) => op.op === "StepError");
  if (failing) return tryAgain(settling, jobError(failing.error), outcome.retryAt);
  if (claim.stepId !== DISCOVERY_STEP && !outcome.ops.some((op) => op.id === claim.stepId))
    return tryAgain(
      settling,
      jobError(new Error("The function answered for another step than the one asked for.")),
      null,
    );
  try {
    for (const op of outcome.ops) await takeOp(settling, op);
  } catch (error) {
    // Thrown for operations that this driver does not know, before they touched the database.
    if (error instanceof UnknownOperation) return fail(settling, jobError(error.cause));
    throw error;
  }
  if (claim.stepId === DISCOVERY_STEP) await settleDiscovery(settling);
  return null;
}

class UnknownOperation extends Error {}

async function takeOp({ tx, plan, run, claim }: Settling, op: Op): Promise<void> {
  if (op.op === "StepRun" || op.op === "StepFailed") {
    const result =
      op.op === "StepRun"
        ? ({ type: "data", data: op.data ?? null } as const)
        : ({ type: "error", error: jobError(op.error) } as const);
    if (claim.stepId !== DISCOVERY_STEP) return completeStep(tx, run.id, op.id, result);
    const step = {
      runId: run.id,
      stepId: op.id,
      functionId: run.functionId,
      kind: "RUN" as const,
      name: op.displayName ?? op.name ?? null,
    };
    const done = { result, doneSeq: nextSeq(run.id), dueAt: null };
    await tx
      .insert(jobSteps)
      .values({ ...step, ...done })
      .onConflictDoUpdate({ target: [jobSteps.runId, jobSteps.stepId], set: done, setWhere: isNull(jobSteps.result) });
    return wakeRun(tx, run.id);
  }
  let planned: ReturnType<typeof planStep>;
  try {
    planned = planStep(plan, run, op);
  } catch (cause) {
    throw new UnknownOperation("operation", { cause });
  }
  await planned(tx);
}

/** A discovery sleeps until the next wake, unless one came while it ran. */
async function settleDiscovery({ tx, run, claim }: Settling): Promise<void> {
  await tx
    .update(jobSteps)
    .set({ attempt: 0, dueAt: sql`case when ${jobSteps.wakes} > ${claim.wakes} then now() end` })
    .where(and(eq(jobSteps.runId, run.id), eq(jobSteps.stepId, DISCOVERY_STEP)));
}

/** The SDK counts attempts too and then says "not retriable"; what it could not count (a step that hung) ends here. */
async function tryAgain(settling: Settling, error: JobError, retryAt: Date | null): Promise<Settled> {
  const { tx, plan, claim, backoff } = settling;
  if (claim.attempt + 1 >= (plan.get(claim.functionId)?.maxAttempts ?? 1)) return fail(settling, error);
  const due = retryAt ?? new Date(Date.now() + backoff(claim.attempt));
  await tx
    .update(jobSteps)
    .set({ attempt: claim.attempt + 1, dueAt: due })
    .where(and(eq(jobSteps.runId, claim.runId), eq(jobSteps.stepId, claim.stepId)));
  return null;
}

async function fail({ tx, plan, run }: Settling, error: JobError): Promise<Settled> {
  await finishRun(tx, plan, run, { error });
  return { failed: error };
}
