import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../db/testing.ts";
import { alertsSweepRequested } from "../events.ts";
import { jobFunctions } from "../functions.ts";
import { OPENING_MS, testRunner, type TestRunner } from "../runner/testing.ts";
import { alertsOf, mintDealer } from "./testing.ts";

beforeAll(() => testDatabase(), OPENING_MS);

let runner: TestRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const days = (n: number) => new Date(Date.now() + n * 86_400_000);

describe("the due sweep through the driver", () => {
  test("a request for one dealer sweeps that dealer, for all of them every one, as of the time of the request", async () => {
    const { db } = await testDatabase();
    const on = (runner = await testRunner((client) => jobFunctions(client, { db })));
    // The cron of the last five minutes runs at the start; these dealers are not there yet.
    await on.idle();
    const [one, two] = [await mintDealer(db, [days(-5), days(30)]), await mintDealer(db, [days(-5)])];
    const ts = days(-1).getTime();
    await on.client.send(alertsSweepRequested.create({ dealerId: one.dealerId }, { ts }));
    await on.idle();
    expect(await alertsOf(db, one.dealerId)).toMatchObject([{ kind: "OVERDUE" }]);
    expect(new Date((await alertsOf(db, one.dealerId))[0]!.opened_at).getTime()).toBe(ts);
    expect(await alertsOf(db, two.dealerId)).toEqual([]);
    await on.client.send(alertsSweepRequested.create({}));
    await on.idle();
    expect(await alertsOf(db, one.dealerId)).toHaveLength(1);
    expect(await alertsOf(db, two.dealerId)).toMatchObject([{ kind: "OVERDUE", state: "OPEN" }]);
    expect(on.reports).toEqual([]);
  });

  test("a request with an id that is not one is refused before anything runs", async () => {
    const { db } = await testDatabase();
    const on = (runner = await testRunner((client) => jobFunctions(client, { db })));
    await expect(on.client.send(alertsSweepRequested.create({ dealerId: "dealer-1" }))).rejects.toThrow("dealerId");
  });
});
