/**
 * State of the embedded job driver. Global tables without tenants: payloads hold ids, and only `app_service` reaches them.
 * Whoever changes a run's rows locks its `job_runs` row first (several runs: in order of id), so that writers never deadlock.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns.ts";

export const JOB_RUN_STATES = ["RUNNING", "COMPLETED", "FAILED"] as const;
/** DISCOVER asks the function what comes next; RUN executes one planned step; the others wait for time, an event or another run. */
export const JOB_STEP_KINDS = ["DISCOVER", "RUN", "SLEEP", "WAIT", "INVOKE"] as const;

/** What a finished step left behind, in the words of Inngest's protocol. */
export type StepResult = { type: "data"; data: unknown } | { type: "error"; error: unknown };

/** Ids of events taken in, so that the same event starts nothing twice. */
export const jobEvents = pgTable(
  "job_events",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    receivedAt: createdAt(),
  },
  (t) => [index("job_events_received_idx").on(t.receivedAt)],
);

export const jobRuns = pgTable(
  "job_runs",
  {
    id: id(),
    functionId: text().notNull(),
    event: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: JOB_RUN_STATES }).notNull().default("RUNNING"),
    output: jsonb(),
    error: jsonb(),
    /** The run and step that invoked this one and wait for its result. */
    parentRunId: uuid(),
    parentStepId: text(),
    createdAt: createdAt(),
    finishedAt: instant(),
  },
  (t) => [
    check("job_runs_state", oneOf("state", JOB_RUN_STATES)),
    index("job_runs_function_idx").on(t.functionId, t.createdAt),
    index("job_runs_finished_idx").on(t.finishedAt),
  ],
);

export const jobSteps = pgTable(
  "job_steps",
  {
    runId: uuid()
      .notNull()
      .references(() => jobRuns.id, { onDelete: "cascade" }),
    /** The SDK's hash of the step's id; `step` for the run's DISCOVER row. */
    stepId: text().notNull(),
    functionId: text().notNull(),
    kind: text({ enum: JOB_STEP_KINDS }).notNull(),
    name: text(),
    /** When there is something to do; null while there is nothing. */
    dueAt: instant(),
    attempt: integer().notNull().default(0),
    leaseToken: uuid(),
    leasedUntil: instant(),
    /** How often a lease ran out, which is what a step that ends its process looks like. */
    losses: integer().notNull().default(0),
    /** Counts requests to discover again; one that arrives during a discovery is seen when that one settles. */
    wakes: integer().notNull().default(0),
    waitEvent: text(),
    /** Path into the event that must equal `waitValue`; null takes any event of the name. */
    waitPath: text().array(),
    waitValue: jsonb(),
    result: jsonb().$type<StepResult>(),
    /** Order of completion within the run, which the SDK replays. */
    doneSeq: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.stepId] }),
    check("job_steps_kind", oneOf("kind", JOB_STEP_KINDS)),
    index("job_steps_due_idx")
      .on(t.dueAt)
      .where(sql`due_at is not null`),
    index("job_steps_leased_idx")
      .on(t.functionId)
      .where(sql`leased_until is not null`),
    index("job_steps_wait_idx")
      .on(t.waitEvent)
      .where(sql`wait_event is not null and result is null`),
  ],
);

/** The last scheduled time that each cron was started for; a scheduled time starts one run, whatever number of processes. */
export const jobCrons = pgTable(
  "job_crons",
  {
    functionId: text().notNull(),
    cron: text().notNull(),
    scheduledAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.functionId, t.cron] })],
);
