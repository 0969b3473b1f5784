import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { testDatabase } from "../../db/testing.ts";
import { claimDue } from "./claim.ts";
import { planFunctions } from "./plan.ts";
import { newRun, startRuns } from "./runs.ts";
import { settle } from "./settle.ts";
import { OPENING_MS, testClient, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

/** A run whose first step is leased for an hour, as a process leaves it that was killed. */
async function abandoned(name: string) {
  const { db } = await testDatabase();
  let ran = 0;
  const define: Parameters<typeof testRunner>[0] = (client) => [
    client.createFunction({ id: name, retries: 0, triggers: [] }, () => ++ran),
  ];
  const plan = planFunctions(testClient(), define(testClient()));
  const run = newRun({ functionId: `smart-rental-${name}`, event: { name, data: {} } });
  await db.withService((tx) => startRuns(tx, [run]));
  const [claim] = await db.withService((tx) => claimDue(tx, plan, { limit: 1, leaseMs: 3_600_000 }));
  return { db, define, plan, run, claim: claim!, ran: () => ran };
}

describe("leases", () => {
  test("a leased step is nobody else's, and an exclusive start takes over what a killed process held", async () => {
    const name = unique("takeover");
    const { define, ran } = await abandoned(name);
    runner = await testRunner(define);
    await runner.idle();
    expect(ran()).toBe(0);
    await runner.stop();
    runner = await testRunner(define, { exclusive: true });
    await runner.idle();
    expect(ran()).toBe(1);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]?.state).toBe("COMPLETED");
  });

  test("a result that comes after the lease was lost is dropped", async () => {
    const name = unique("late");
    const { db, plan, claim, run } = await abandoned(name);
    await db.withService((tx) =>
      tx.execute(sql`update job_steps set leased_until = now() - interval '1 second' where run_id = ${run.id}`),
    );
    const [again] = await db.withService((tx) => claimDue(tx, plan, { limit: 1, leaseMs: 60_000 }));
    expect(again).toMatchObject({ runId: run.id, losses: 1 });
    await db.withService((tx) => settle(tx, plan, claim, { kind: "done", data: "late" }, () => 0));
    const state = async () =>
      (
        await db.withService((tx) =>
          tx.execute<{ state: string; output: unknown }>(sql`select state, output from job_runs where id = ${run.id}`),
        )
      ).rows[0];
    expect(await state()).toMatchObject({ state: "RUNNING", output: null });
    await db.withService((tx) => settle(tx, plan, again!, { kind: "done", data: "in time" }, () => 0));
    expect(await state()).toMatchObject({ state: "COMPLETED", output: "in time" });
  });

  test("a step that ends its process again and again fails instead of doing so for ever", async () => {
    const name = unique("poison");
    const { db, define, run, ran } = await abandoned(name);
    await db.withService((tx) =>
      tx.execute(
        sql`update job_steps set leased_until = now() - interval '1 second', losses = 10 where run_id = ${run.id}`,
      ),
    );
    runner = await testRunner(define);
    await runner.idle();
    expect(ran()).toBe(0);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "FAILED",
      error: { message: expect.stringContaining("cut off 11 times") },
    });
  });
});
