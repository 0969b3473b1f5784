/** Takes events in: each starts the functions that listen to it and ends the waits that it matches. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { jobEvents, jobRuns, jobSteps } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import { type Plan, startedBy } from "./plan.ts";
import { completeStep, lockRuns, newRun, startRuns } from "./runs.ts";
import type { JobEvent } from "./wire.ts";

/** An event whose id was taken in before does nothing. */
export async function takeInEvents(tx: Tx, plan: Plan, events: JobEvent[]): Promise<void> {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  if (!unique.length) return;
  const inserted = await tx
    .insert(jobEvents)
    .values(unique.map(({ id, name }) => ({ id, name })))
    .onConflictDoNothing()
    .returning({ id: jobEvents.id });
  const fresh = new Set(inserted.map((row) => row.id));
  const taken = unique.filter((event) => fresh.has(event.id));
  await startRuns(
    tx,
    taken.flatMap((event) => startedBy(plan, event.name).map((fn) => newRun({ functionId: fn.id, event }))),
  );
  await endWaits(tx, taken);
}

async function endWaits(tx: Tx, events: JobEvent[]): Promise<void> {
  if (!events.length) return;
  const names = [...new Set(events.map((event) => event.name))];
  const waits = await tx
    .select({
      runId: jobSteps.runId,
      stepId: jobSteps.stepId,
      event: jobSteps.waitEvent,
      path: jobSteps.waitPath,
      value: jobSteps.waitValue,
    })
    .from(jobSteps)
    .innerJoin(jobRuns, eq(jobRuns.id, jobSteps.runId))
    .where(and(inArray(jobSteps.waitEvent, names), isNull(jobSteps.result), eq(jobRuns.state, "RUNNING")));
  const matched = waits.flatMap((wait) => {
    const event = events.find(
      (each) => each.name === wait.event && (wait.path === null || matches(valueAt(each, wait.path), wait.value)),
    );
    return event ? [{ ...wait, event }] : [];
  });
  const running = await lockRuns(tx, [...new Set(matched.map((wait) => wait.runId))]);
  for (const { runId, stepId, event } of matched)
    if (running.has(runId)) await completeStep(tx, runId, stepId, { type: "data", data: event });
}

/** What lies at a path such as `data.rentalId`; undefined where nothing does. */
export function valueAt(event: unknown, path: string[]): unknown {
  let value = event;
  for (const key of path)
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined;
  return value;
}

/** A value that is missing in the run's own event is stored as null and matches nothing. */
const matches = (value: unknown, expected: unknown) => expected !== null && Bun.deepEquals(value, expected);
