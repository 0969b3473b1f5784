import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { eventType } from "inngest";
import { z } from "zod";
import { testDatabase } from "../../db/testing.ts";
import { OPENING_MS, eventually, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const only = async (on: TestRunner, name: string) => (await on.runs({ functionId: `smart-rental-${name}` }))[0];

describe("events", () => {
  test("step.sendEvent and client.send start the functions that listen, also by a wildcard, and never leave the process", async () => {
    const name = unique("fan");
    const heard: string[] = [];
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        const { ids } = await step.sendEvent(
          "out",
          [1, 2].map((n) => ({ name: `${name}/part`, data: { n } })),
        );
        return ids.length;
      }),
      client.createFunction(
        { id: `${name}-exact`, triggers: [{ event: `${name}/part` }] },
        ({ event }) => void heard.push(`exact ${event.data.n}`),
      ),
      client.createFunction(
        { id: `${name}-wild`, triggers: [{ event: `${name}/*` }] },
        ({ event }) => void heard.push(`wild ${event.data.n}`),
      ),
    ]);
    await runner.client.send({ name });
    await runner.idle();
    expect(heard.toSorted()).toEqual(["exact 1", "exact 2", "wild 1", "wild 2"]);
    expect((await only(runner, name))?.output).toBe(2);
  });

  test("an event with an id that was taken in before starts nothing", async () => {
    const name = unique("dedupe");
    let runs = 0;
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, () => void runs++),
    ]);
    const event = { name, id: crypto.randomUUID(), data: {} };
    await runner.send(event);
    await runner.send([event, event]);
    await runner.client.send(event);
    await runner.idle();
    expect(runs).toBe(1);
  });

  test("data that does not fit the event's schema is refused where it is sent and where it is received", async () => {
    const name = unique("schema");
    const typed = eventType(name, { schema: z.object({ n: z.number() }) });
    let runs = 0;
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: typed }] }, () => void runs++),
    ]);
    await expect(runner.client.send(typed.create({ n: "one" } as unknown as { n: number }))).rejects.toThrow();
    await runner.send({ name, data: { n: "one" } });
    await runner.send({ name, data: { n: 1 } });
    await runner.idle();
    expect(runs).toBe(1);
    expect((await runner.runs({ functionId: `smart-rental-${name}` })).map((run) => run.state).toSorted()).toEqual([
      "COMPLETED",
      "FAILED",
    ]);
  });

  test("sending inside a transaction is refused, so that an event never tells of what was rolled back", async () => {
    const { db } = await testDatabase();
    const name = unique("nested");
    const on = (runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, () => {}),
    ]));
    await expect(db.withService(() => on.send({ name }))).rejects.toThrow("a transaction was opened inside another");
    expect(await on.runs({ functionId: `smart-rental-${name}` })).toEqual([]);
  });
});

describe("housekeeping", () => {
  test("finished runs and event ids older than the limit are forgotten, running ones are kept", async () => {
    const { db } = await testDatabase();
    const name = unique("old");
    const define: Parameters<typeof testRunner>[0] = (client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ event, step }) => {
        if (event.data.stay) await step.waitForEvent("stay", { event: `${name}/go`, timeout: "1h" });
      }),
    ];
    runner = await testRunner(define);
    await runner.send([
      { name, id: `${name}-1`, data: { stay: true } },
      { name, id: `${name}-2`, data: { stay: false } },
    ]);
    await runner.idle();
    await runner.stop();
    await db.withService(async (tx) => {
      await tx.execute(
        sql`update job_runs set created_at = now() - interval '8 days', finished_at = finished_at - interval '8 days' where function_id = ${`smart-rental-${name}`}`,
      );
      await tx.execute(sql`update job_events set received_at = now() - interval '8 days' where name = ${name}`);
    });
    runner = await testRunner(define, { keepDays: 7 });
    const on = runner;
    await eventually(async () => (await on.runs({ functionId: `smart-rental-${name}` })).length === 1);
    expect((await only(on, name))?.state).toBe("RUNNING");
    const { rows } = await db.withService((tx) => tx.execute(sql`select from job_events where name = ${name}`));
    expect(rows).toHaveLength(0);
  });

  test("stop waits for the running step, stores its result and takes no further one", async () => {
    const name = unique("stop");
    const ran: string[] = [];
    const started = Promise.withResolvers<void>();
    const define: Parameters<typeof testRunner>[0] = (client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        await step.run("slow", async () => {
          started.resolve();
          await Bun.sleep(150);
          ran.push("slow");
        });
        await step.run("next", () => void ran.push("next"));
      }),
    ];
    runner = await testRunner(define);
    await runner.send({ name });
    await started.promise;
    await runner.stop();
    expect(ran).toEqual(["slow"]);
    runner = await testRunner(define);
    await runner.idle();
    expect(ran).toEqual(["slow", "next"]);
  });
});
