/** Turns an operation that the SDK reports into a row that waits for its turn, time, event or run. */
import { sql } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import { jobSteps } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import type { Plan } from "./plan.ts";
import { jobError, type Op, readMatch, readUntil } from "./protocol.ts";
import { completeStep, type LockedRun, newRun, startRuns } from "./runs.ts";
import { valueAt } from "./take-in-events.ts";

type Step = Omit<PgInsertValue<typeof jobSteps>, "runId" | "stepId" | "functionId" | "name">;

/**
 * Reads the operation and returns what writes it. The SDK reports unfinished steps again in every discovery, so writing one that is
 * there changes nothing. Throws, before anything is written, on operations that need an Inngest server.
 */
export function planStep(plan: Plan, run: LockedRun, op: Op): (tx: Tx) => Promise<void> {
  const opts = op.opts ?? {};
  switch (op.op) {
    case "StepPlanned":
      return (tx) => write(tx, { kind: "RUN", dueAt: sql`now()` });
    case "Sleep": {
      const dueAt = readUntil(op.name ?? "");
      return (tx) => write(tx, { kind: "SLEEP", dueAt });
    }
    case "WaitForEvent": {
      const path = readMatch(opts.if);
      const dueAt = readUntil(String(opts.timeout));
      const waitValue = path ? (valueAt(run.event, path) ?? null) : null;
      return (tx) => write(tx, { kind: "WAIT", dueAt, waitEvent: op.name ?? "", waitPath: path, waitValue });
    }
    case "InvokeFunction": {
      const dueAt = typeof opts.timeout === "string" ? readUntil(opts.timeout) : null;
      return (tx) => write(tx, { kind: "INVOKE", dueAt }, (inserted) => invoke(tx, plan, run, op, inserted));
    }
    default:
      throw new Error(
        `The embedded job driver does not know the step operation ${op.op} ("${op.displayName ?? op.id}").`,
      );
  }

  async function write(tx: Tx, step: Step, afterInsert?: (stepId: string) => Promise<void>): Promise<void> {
    const [inserted] = await tx
      .insert(jobSteps)
      .values({
        ...step,
        runId: run.id,
        stepId: op.id,
        functionId: run.functionId,
        name: op.displayName ?? op.name ?? null,
      })
      .onConflictDoNothing()
      .returning({ stepId: jobSteps.stepId });
    if (inserted) await afterInsert?.(inserted.stepId);
  }
}

async function invoke(tx: Tx, plan: Plan, run: LockedRun, op: Op, stepId: string): Promise<void> {
  const functionId = String(op.opts?.function_id);
  if (!plan.has(functionId)) {
    const error = jobError(new Error(`The job "${run.functionId}" invokes "${functionId}", which is not here.`));
    return completeStep(tx, run.id, stepId, { type: "error", error });
  }
  const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown>; v?: string };
  const event = {
    id: `invoked:${run.id}:${stepId}`,
    name: "inngest/function.invoked",
    data: payload.data ?? {},
    ts: Date.now(),
    ...(payload.v ? { v: payload.v } : {}),
  };
  await startRuns(tx, [newRun({ functionId, event, parentRunId: run.id, parentStepId: stepId })]);
}
