import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../db/testing.ts";
import { OPENING_MS, testRunner, type TestRunner, unique } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

describe("steps", () => {
  test("a step whose result is stored does not run again, and results reach the next step as JSON", async () => {
    const name = unique("memo");
    const ran: string[] = [];
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ event, step }) => {
        const first = await step.run(
          "first",
          () => (ran.push("first"), { at: new Date(0), n: event.data.n as number }),
        );
        const second = await step.run("second", () => (ran.push("second"), [first]));
        const nothing = await step.run("nothing", () => void ran.push("nothing"));
        return { second, nothing };
      }),
    ]);
    await runner.send({ name, data: { n: 7 } });
    await runner.idle();
    expect(ran).toEqual(["first", "second", "nothing"]);
    expect(await runner.runs({ functionId: `smart-rental-${name}` })).toMatchObject([
      { state: "COMPLETED", output: { second: [{ at: "1970-01-01T00:00:00.000Z", n: 7 }], nothing: null } },
    ]);
  });

  test("parallel steps run side by side, and what follows each runs once", async () => {
    const name = unique("parallel");
    const ran: string[] = [];
    let together = 0;
    let most = 0;
    const work = (label: string) => async () => {
      most = Math.max(most, ++together);
      await Bun.sleep(30);
      together--;
      ran.push(label);
      return label;
    };
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        const chain = async (id: string) =>
          `${await step.run(id, work(id))}${await step.run(`${id}-then`, work(`${id}-then`))}`;
        const all = await Promise.all(["a", "b", "c"].map(chain));
        return [...all, await step.run("last", work("last"))];
      }),
    ]);
    await runner.send({ name });
    await runner.idle();
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "COMPLETED",
      output: ["aa-then", "bb-then", "cc-then", "last"],
    });
    expect(ran.toSorted()).toEqual(["a", "a-then", "b", "b-then", "c", "c-then", "last"]);
    expect(most).toBeGreaterThan(1);
  });

  test("the last of some parallel steps is not run a second time while it still runs", async () => {
    const name = unique("last");
    const ran: string[] = [];
    runner = await testRunner((client) => [
      client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
        const slow = step.run("slow", async () => {
          ran.push("slow");
          await Bun.sleep(300);
        });
        await Promise.all([slow, step.run("quick", () => void ran.push("quick"))]);
      }),
    ]);
    await runner.send({ name });
    await runner.idle();
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]?.state).toBe("COMPLETED");
    expect(ran.toSorted()).toEqual(["quick", "slow"]);
  });

  test("results of many parallel steps that finish at the same moment are all kept", async () => {
    const name = unique("burst");
    const ran: number[] = [];
    runner = await testRunner(
      (client) => [
        client.createFunction({ id: name, triggers: [{ event: name }] }, async ({ step }) => {
          const numbers = await Promise.all(
            Array.from({ length: 20 }, (_, n) => step.run(`n-${n}`, () => (ran.push(n), n))),
          );
          return numbers.reduce((sum, n) => sum + n, 0);
        }),
      ],
      { concurrency: 10 },
    );
    await runner.send({ name });
    await runner.idle();
    expect((await runner.runs({ functionId: `smart-rental-${name}` }))[0]).toMatchObject({
      state: "COMPLETED",
      output: 190,
    });
    expect(ran).toHaveLength(20);
  });
});
