import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../db/testing.ts";
import { OPENING_MS, eventually, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const only = async (on: TestRunner, name: string) => (await on.runs({ functionId: `smart-rental-${name}` }))[0];
const ended = (on: TestRunner, name: string) =>
  eventually(async () => !["RUNNING", undefined].includes((await only(on, name))?.state));

describe("sleep", () => {
  test("the function goes on after the time, and idle() does not wait for it", async () => {
    const name = unique("sleep");
    let woken = 0;
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        await step.sleep("nap", "1s");
        await step.sleepUntil("past", new Date(0));
        return step.run("after", () => (woken = Date.now()));
      }),
    ]);
    const sent = Date.now();
    await runner.send({ name });
    await runner.idle();
    expect((await only(runner, name))?.state).toBe("RUNNING");
    await ended(runner, name);
    expect((await only(runner, name))?.state).toBe("COMPLETED");
    expect(woken - sent).toBeGreaterThanOrEqual(990);
  });
});

describe("waitForEvent", () => {
  test("an event that matches ends the wait with the event; others of its name do not", async () => {
    const name = unique("wait");
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        const answer = await step.waitForEvent("answer", {
          event: `${name}/answer`,
          match: "data.rentalId",
          timeout: "1h",
        });
        return answer?.data.word as string;
      }),
    ]);
    await runner.send({ name, data: { rentalId: "r1" } });
    await runner.idle();
    await runner.send({ name: `${name}/answer`, data: { rentalId: "r2", word: "wrong" } });
    await runner.send({ name: `${name}/other`, data: { rentalId: "r1", word: "wrong" } });
    await runner.idle();
    expect((await only(runner, name))?.state).toBe("RUNNING");
    await runner.send({ name: `${name}/answer`, data: { rentalId: "r1", word: "right" } });
    await runner.idle();
    expect(await only(runner, name)).toMatchObject({ state: "COMPLETED", output: "right" });
  });

  test("without an event the wait ends with null at its time limit", async () => {
    const name = unique("timeout");
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => ({
        got: await step.waitForEvent("never", { event: `${name}/never`, timeout: "1s" }),
      })),
    ]);
    await runner.send({ name });
    await ended(runner, name);
    expect(await only(runner, name)).toMatchObject({ state: "COMPLETED", output: { got: null } });
  });

  test("a condition that only Inngest can evaluate fails the run and says what to do", async () => {
    const name = unique("condition");
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        await step.waitForEvent("big", { event: `${name}/big`, if: "async.data.n > 3", timeout: "1h" });
      }),
    ]);
    await runner.send({ name });
    await runner.idle();
    expect(await only(runner, name)).toMatchObject({
      state: "FAILED",
      error: { message: expect.stringContaining("use match instead of if") },
    });
  });
});

describe("invoke", () => {
  test("hands the data over and comes back with the other run's result", async () => {
    const name = unique("invoke");
    runner = await testRunner((client) => {
      const child = client.createFunction({ id: `${name}-child`, triggers: [] }, async ({ event, step }) =>
        step.run("double", () => (event.data as { n: number }).n * 2),
      );
      return [
        child,
        client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) =>
          step.invoke("child", { function: child, data: { n: 21 } }),
        ),
      ];
    });
    await runner.send({ name });
    await runner.idle();
    expect(await only(runner, name)).toMatchObject({ state: "COMPLETED", output: 42 });
    expect(await only(runner, `${name}-child`)).toMatchObject({ state: "COMPLETED", output: 42 });
  });

  test("the other run's failure is thrown, and so is a function that is not here", async () => {
    const name = unique("invoke-fail");
    runner = await testRunner((client) => {
      const bad = client.createFunction({ id: `${name}-bad`, retries: 0, triggers: [] }, () => {
        throw new Error("child broke");
      });
      const absent = client.createFunction({ id: `${name}-absent`, triggers: [] }, () => {});
      const message = (error: Error) => error.message;
      return [
        bad,
        client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => [
          await step.invoke("bad", { function: bad }).then(() => "", message),
          await step.invoke("absent", { function: absent }).then(() => "", message),
        ]),
      ];
    });
    await runner.send({ name });
    await runner.idle();
    expect(await only(runner, name)).toMatchObject({
      state: "COMPLETED",
      output: ["child broke", expect.stringContaining("which is not here")],
    });
  });

  test("a run that takes too long is thrown as an error", async () => {
    const name = unique("invoke-late");
    runner = await testRunner((client) => {
      const slow = client.createFunction({ id: `${name}-slow`, triggers: [] }, async ({ step }) =>
        step.sleep("long", "1h"),
      );
      return [
        slow,
        client.createFunction({ id: name, triggers: [{ event: name }] }, ({ step }) =>
          step.invoke("slow", { function: slow, timeout: "1s" }).then(
            () => "",
            (error: Error) => error.message,
          ),
        ),
      ];
    });
    await runner.send({ name });
    await ended(runner, name);
    expect(await only(runner, name)).toMatchObject({
      state: "COMPLETED",
      output: expect.stringContaining("did not finish in time"),
    });
  });
});
