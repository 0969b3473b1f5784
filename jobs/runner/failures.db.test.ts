import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../db/testing.ts";
import { NonRetriableError, RetryAfterError } from "inngest";
import { OPENING_MS, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

describe("failures", () => {
  test("a step that throws is retried with its attempt counted, and the steps before it are not repeated", async () => {
    const name = unique("retry");
    const ran: string[] = [];
    runner = await testRunner((client) => [
      client.createFunction({ id: name, retries: 3, triggers: [{ event: name }] }, async ({ step, attempt }) => {
        await step.run("before", () => void ran.push("before"));
        return step.run("flaky", () => {
          ran.push(`flaky ${attempt}`);
          if (attempt < 2) throw new Error("not yet");
          return "done";
        });
      }),
    ]);
    await runner.send({ name });
    await settled(runner, name);
    expect(ran).toEqual(["before", "flaky 0", "flaky 1", "flaky 2"]);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "COMPLETED",
      output: "done",
    });
  });

  test("a step that uses up its retries throws in the function, which may go on", async () => {
    const name = unique("caught");
    let tries = 0;
    runner = await testRunner((client) => [
      client.createFunction({ id: name, retries: 1, triggers: [{ event: name }] }, async ({ step }) => {
        const caught = await step
          .run("bad", () => {
            tries++;
            throw new RangeError("too far");
          })
          .catch((error: Error) => `${error.name}: ${error.message}`);
        return step.run("after", () => caught);
      }),
    ]);
    await runner.send({ name });
    await settled(runner, name);
    expect(tries).toBe(2);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "COMPLETED",
      output: "RangeError: too far",
    });
  });

  test("a parallel step that fails for good does not undo its neighbour", async () => {
    const name = unique("half");
    const ran: string[] = [];
    runner = await testRunner((client) => [
      client.createFunction({ id: name, retries: 1, triggers: [{ event: name }] }, async ({ step }) => {
        const results = await Promise.allSettled([
          step.run("good", () => (ran.push("good"), 1)),
          step.run("bad", () => {
            ran.push("bad");
            throw new Error("no");
          }),
        ]);
        return results.map((result) => result.status);
      }),
    ]);
    await runner.send({ name });
    await settled(runner, name);
    expect(ran.toSorted()).toEqual(["bad", "bad", "good"]);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "COMPLETED",
      output: ["fulfilled", "rejected"],
    });
  });

  test("NonRetriableError fails the run at once, is reported, and onFailure hears of it", async () => {
    const name = unique("fatal");
    const heard: string[] = [];
    let tries = 0;
    runner = await testRunner((client) => [
      client.createFunction(
        {
          id: name,
          retries: 5,
          triggers: [{ event: name }],
          onFailure: ({ error, event }: { error: Error; event: { data: { event: { data: { n: number } } } } }) =>
            void heard.push(`${error.message} ${String(event.data.event.data.n)}`),
        },
        () => {
          tries++;
          throw new NonRetriableError("never");
        },
      ),
    ]);
    await runner.send({ name, data: { n: 3 } });
    await settled(runner, name);
    await runner.idle();
    expect(tries).toBe(1);
    expect(heard).toEqual(["never 3"]);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "FAILED",
      error: { message: "never" },
    });
    expect(runner.reports.map(String)).toEqual([`Error: The job smart-rental-${name} failed: never`]);
  });

  test("RetryAfterError sets the time of the next try, whatever the back-off says", async () => {
    const name = unique("later");
    const at: number[] = [];
    runner = await testRunner(
      (client) => [
        client.createFunction({ id: name, retries: 2, triggers: [{ event: name }] }, ({ step }) =>
          step.run("ask", () => {
            at.push(Date.now());
            if (at.length < 2) throw new RetryAfterError("busy", 1_000);
          }),
        ),
      ],
      { backoff: () => 3_600_000 },
    );
    await runner.send({ name });
    await settled(runner, name);
    expect(at).toHaveLength(2);
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(990);
    expect(at[1]! - at[0]!).toBeLessThan(5_000);
  });

  test("the back-off grows with the attempt and ends with the retries", async () => {
    const name = unique("backoff");
    const asked: number[] = [];
    runner = await testRunner(
      (client) => [
        client.createFunction({ id: name, retries: 2, triggers: [{ event: name }] }, () => {
          throw new Error("always");
        }),
      ],
      { backoff: (attempt) => (asked.push(attempt), 1) },
    );
    await runner.send({ name });
    await settled(runner, name);
    expect(asked).toEqual([0, 1]);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "FAILED",
      error: { message: "always" },
    });
  });

  test("a step that hangs fails at its time limit", async () => {
    const name = unique("hang");
    runner = await testRunner(
      (client) => [
        client.createFunction({ id: name, retries: 0, triggers: [{ event: name }] }, ({ step }) =>
          step.run("forever", () => new Promise(() => {})),
        ),
      ],
      {
        maxStepMs: 100,
      },
    );
    await runner.send({ name });
    await settled(runner, name);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "FAILED",
      error: { message: expect.stringContaining("took longer") },
    });
  });

  test("a result that the database can not store fails the run instead of repeating the step for ever", async () => {
    const name = unique("nul");
    let tries = 0;
    runner = await testRunner((client) => [
      client.createFunction({ id: name, retries: 1, triggers: [{ event: name }] }, ({ step }) =>
        step.run("nul", () => (tries++, "\u0000")),
      ),
    ]);
    await runner.send({ name });
    await settled(runner, name);
    expect(tries).toBe(2);
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]?.state).toBe("FAILED");
  });
});

async function settled(on: TestRunner, name: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const runs = await on.runs({ functionId: `smart-rental-${name}` });
    if (runs.length && runs.every((run) => run.state !== "RUNNING")) return;
    await Bun.sleep(20);
  }
  throw new Error("the run did not end within 10 s");
}
