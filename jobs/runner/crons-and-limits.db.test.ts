import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { cron } from "inngest";
import { testDatabase } from "../../db/testing.ts";
import { planFunctions } from "./plan.ts";
import { cronStarter } from "./start-crons.ts";
import { OPENING_MS, testClient, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

const runners: TestRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

describe("crons", () => {
  test("a scheduled time starts one run, however many processes look and however late, and the event carries that time", async () => {
    const { db } = await testDatabase();
    const name = unique("cron");
    const client = testClient();
    const plan = planFunctions(client, [
      client.createFunction({ id: name, triggers: [cron("*/5 * * * *")] }, () => {}),
    ]);
    const [one, two] = [cronStarter(db, plan), cronStarter(db, plan)];
    expect(await one(new Date("2026-03-10T12:03:00Z"))).toEqual(new Date("2026-03-10T12:05:00Z"));
    await two(new Date("2026-03-10T12:04:59Z"));
    await Promise.all([one(new Date("2026-03-10T12:05:00Z")), two(new Date("2026-03-10T12:05:01Z"))]);
    // Two scheduled times went by while nobody looked; the latest counts.
    await cronStarter(db, plan)(new Date("2026-03-10T12:17:00Z"));
    const seen: string[] = [];
    const runner = await testRunner((own) => [
      own.createFunction(
        { id: name, triggers: [] },
        ({ event }) => void seen.push(`${event.name} ${new Date(event.ts).toISOString()}`),
      ),
    ]);
    runners.push(runner);
    await runner.idle();
    expect(seen.toSorted()).toEqual(
      ["12:00", "12:05", "12:15"].map((time) => `inngest/scheduled.timer 2026-03-10T${time}:00.000Z`),
    );
  });

  test("a clock that was set back starts nothing again", async () => {
    const { db } = await testDatabase();
    const name = unique("back");
    const client = testClient();
    const plan = planFunctions(client, [client.createFunction({ id: name, triggers: [cron("0 * * * *")] }, () => {})]);
    await cronStarter(db, plan)(new Date("2026-03-10T12:30:00Z"));
    await cronStarter(db, plan)(new Date("2026-03-10T11:30:00Z"));
    const runner = await testRunner((own) => [own.createFunction({ id: name, triggers: [] }, () => {})]);
    runners.push(runner);
    expect(await runner.runs({ functionId: `smart-rental-${name}` })).toHaveLength(1);
  });
});

describe("several drivers on one database", () => {
  test("each run is executed once, and a function's concurrency holds over all of them", async () => {
    const name = unique("limited");
    let now = 0;
    let most = 0;
    const ran: number[] = [];
    const define: Parameters<typeof testRunner>[0] = (client) => [
      client.createFunction({ id: name, concurrency: 2, triggers: [{ event: name }] }, async ({ event }) => {
        most = Math.max(most, ++now);
        await Bun.sleep(20);
        now--;
        ran.push(event.data.n as number);
      }),
    ];
    for (let n = 0; n < 3; n++) runners.push(await testRunner(define, { concurrency: 4 }));
    await runners[0]!.send(Array.from({ length: 18 }, (_, n) => ({ name, data: { n } })));
    while (ran.length < 18) await Promise.all(runners.map((runner) => runner.idle()));
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, n) => n));
    expect(most).toBe(2);
  });

  test("a step that outlives its lease many times over is not taken by another driver while it lives", async () => {
    const name = unique("long");
    let ran = 0;
    const define: Parameters<typeof testRunner>[0] = (client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) =>
        step.run("long", async () => {
          ran++;
          await Bun.sleep(1_000);
        }),
      ),
    ];
    for (let n = 0; n < 2; n++) runners.push(await testRunner(define, { leaseMs: 300 }));
    await runners[0]!.send({ name });
    while ((await runners[0]!.runs({ functionId: `smart-rental-${name}` }))[0]?.state === "RUNNING")
      await Bun.sleep(50);
    expect(ran).toBe(1);
  });
});
