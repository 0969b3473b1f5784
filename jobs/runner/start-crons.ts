/** Starts the runs of crons: one for the latest scheduled time that has passed, also when the process was not there at the time. */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import type { Plan } from "./plan.ts";
import { newRun, startRuns } from "./runs.ts";

/** Returns a function that starts what is due at `now` and says when the next one is. */
export function cronStarter(db: Database, plan: Plan): (now: Date) => Promise<Date | null> {
  const crons = [...plan.values()].flatMap((fn) =>
    fn.crons.map((cron) => ({ functionId: fn.id, ...cron, next: null as Date | null })),
  );
  return async (now) => {
    for (const cron of crons) {
      if (cron.next && cron.next > now) continue;
      const [latest] = cron.clock.previousRuns(1, now);
      if (latest) await startOnce(db, cron.functionId, cron.expression, latest);
      cron.next = cron.clock.nextRuns(1, now)[0] ?? null;
    }
    return crons.reduce<Date | null>((first, { next }) => (next && (!first || next < first) ? next : first), null);
  };
}

/** The event carries the scheduled time in `ts` and in its id; the cursor makes sure that a scheduled time starts one run. */
async function startOnce(db: Database, functionId: string, cron: string, scheduledAt: Date): Promise<void> {
  await db.withService(async (tx) => {
    const moved = await tx.execute(sql`
      insert into job_crons (function_id, cron, scheduled_at) values (${functionId}, ${cron}, ${scheduledAt.toISOString()})
      on conflict (function_id, cron) do update set scheduled_at = excluded.scheduled_at where job_crons.scheduled_at < excluded.scheduled_at
      returning 1`);
    if (!moved.rows.length) return;
    const event = {
      id: `cron:${functionId}:${scheduledAt.toISOString()}`,
      name: "inngest/scheduled.timer",
      data: { cron },
      ts: scheduledAt.getTime(),
    };
    await startRuns(tx, [newRun({ functionId, event })]);
  });
}
