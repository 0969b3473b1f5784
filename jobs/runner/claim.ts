/** Takes due steps under a lease, skipping those that another process holds, and reads what their call needs. */
import { inArray, isNotNull, sql } from "drizzle-orm";
import { jobSteps, type StepResult } from "../../db/schema/jobs.ts";
import type { Tx } from "../../db/tenancy.ts";
import type { Plan } from "./plan.ts";

export type Claim = {
  runId: string;
  /** `step` for a discovery. */
  stepId: string;
  functionId: string;
  attempt: number;
  /** Proof of the lease: whoever settles must still hold it. */
  token: string;
  wakes: number;
  losses: number;
  event: Record<string, unknown>;
  /** Finished steps in the order they finished. */
  done: { id: string; result: StepResult }[];
  /** Whether planned steps of the run are unfinished; a discovery must then not run a step on the spot. */
  pending: boolean;
};

const CLAIM_LOCK = 7_312_049;
const UNLIMITED = 1_000_000;

/** Claims up to `limit` steps for `leaseMs`. */
export async function claimDue(
  tx: Tx,
  plan: Plan,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<Claim[]> {
  const functions = [...plan.values()];
  // A function's limit holds over all processes, so counting and claiming must not interleave with another process's.
  if (functions.some((fn) => fn.limit !== null)) await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  const limits = JSON.stringify(Object.fromEntries(functions.map((fn) => [fn.id, fn.limit ?? UNLIMITED])));
  const { rows } = await tx.execute<
    Record<"run_id" | "step_id" | "function_id" | "lease_token", string> &
      Record<"attempt" | "wakes" | "losses", number>
  >(sql`
    with allowed as (
      select f.key as function_id, f.value::int - (select count(*) from job_steps s where s.function_id = f.key and s.leased_until > now()) as free
      from jsonb_each_text(${limits}::jsonb) f
    ), due as (
      select run_id, step_id, function_id, due_at from job_steps
      where due_at <= now() and kind in ('DISCOVER', 'RUN') and result is null and (leased_until is null or leased_until <= now())
        and function_id in (select function_id from allowed where free > 0)
      order by due_at, run_id limit 200 for update skip locked
    ), ranked as (
      select due.*, row_number() over (partition by function_id order by due_at, run_id) as place from due
    ), chosen as (
      select run_id, step_id from ranked join allowed using (function_id) where place <= free order by due_at, run_id limit ${limit}
    )
    update job_steps s set lease_token = gen_random_uuid(), leased_until = now() + ${leaseMs} * interval '1 millisecond',
      losses = s.losses + case when s.leased_until is null then 0 else 1 end
    from chosen where s.run_id = chosen.run_id and s.step_id = chosen.step_id
    returning s.run_id, s.step_id, s.function_id, s.lease_token, s.attempt, s.wakes, s.losses`);
  if (!rows.length) return [];

  const runs = await tx.execute<Pick<Claim, "event" | "done" | "pending"> & { id: string }>(sql`
    select r.id, r.event, bool_or(s.result is null and s.kind <> 'DISCOVER') as pending,
      coalesce(jsonb_agg(jsonb_build_object('id', s.step_id, 'result', s.result) order by s.done_seq) filter (where s.result is not null), '[]') as done
    from job_runs r join job_steps s on s.run_id = r.id where r.id in ${[...new Set(rows.map((row) => row.run_id))]} group by r.id`);
  const byId = new Map(runs.rows.map(({ id, ...run }) => [id, run]));
  return rows.flatMap((row) => {
    const run = byId.get(row.run_id);
    const step = { runId: row.run_id, stepId: row.step_id, functionId: row.function_id, token: row.lease_token };
    return run ? [{ ...step, attempt: row.attempt, wakes: row.wakes, losses: row.losses, ...run }] : [];
  });
}

/** Keeps leases alive while their steps run. */
export async function renewLeases(tx: Tx, tokens: string[], leaseMs: number): Promise<void> {
  await tx
    .update(jobSteps)
    .set({ leasedUntil: sql`now() + ${leaseMs} * interval '1 millisecond'` })
    .where(inArray(jobSteps.leaseToken, tokens));
}

/** Voids all leases. Only for a process that knows itself to be the database's only user: they are a killed predecessor's. */
export async function voidLeases(tx: Tx): Promise<void> {
  await tx
    .update(jobSteps)
    .set({ leasedUntil: sql`now()` })
    .where(isNotNull(jobSteps.leasedUntil));
}

/** Whether something that this process can run is due now. */
export async function anythingDue(tx: Tx, plan: Plan): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from job_steps where due_at <= now() and result is null and (leased_until is null or leased_until <= now())
      and function_id in (select jsonb_array_elements_text(${JSON.stringify([...plan.keys()])}::jsonb)) limit 1`);
  return rows.length > 0;
}
