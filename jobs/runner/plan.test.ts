import { describe, expect, test } from "bun:test";
import type { InngestFunction } from "inngest";
import { planFunctions } from "./plan.ts";
import { testClient } from "./testing.ts";

const client = testClient();
const event = [{ event: "a/b" }];
const make = (options: Partial<InngestFunction.Options>) =>
  client.createFunction({ id: "picky", triggers: event, ...options } as InngestFunction.Options, () => {});

describe("what the driver can not do", () => {
  test.each<[string, Partial<InngestFunction.Options>]>([
    ["batchEvents", { batchEvents: { maxSize: 10, timeout: "5s" } }],
    ["debounce", { debounce: { period: "1m" } }],
    ["throttle", { throttle: { limit: 1, period: "1m" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
    ["priority", { priority: { run: "100" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["cancelOn", { cancelOn: [{ event: "a/stop" }] }],
    ["idempotency", { idempotency: "event.data.id" }],
    ["timeouts", { timeouts: { finish: "1m" } }],
    ["concurrency with a key", { concurrency: { limit: 1, key: "event.data.dealerId" } }],
    ["concurrency with a key", { concurrency: [{ limit: 5 }, { limit: 1, key: "event.data.dealerId" }] }],
    ["concurrency with the scope account", { concurrency: { limit: 1, scope: "account", key: undefined } }],
    ["if of a trigger", { triggers: [{ event: "a/b", if: "event.data.n > 1" }] }],
    ["the internal event inngest/function.finished", { triggers: [{ event: "inngest/function.finished" }] }],
  ])("is refused at boot with the function and the option named: %s", (option, options) => {
    expect(() => planFunctions(client, [make(options)])).toThrow(new RegExp(`"smart-rental-picky".*${option}`));
  });

  test("a cron that can not be read is refused with the function named", () => {
    expect(() => planFunctions(client, [make({ triggers: [{ cron: "every day" }] })])).toThrow(
      'The cron "every day" of the job "smart-rental-picky"',
    );
  });

  test("two functions of one name are refused", () => {
    expect(() => planFunctions(client, [make({}), make({})])).toThrow(
      'Two job functions are called "smart-rental-picky"',
    );
  });
});

test("retries, plain concurrency and crons with a zone are read", () => {
  const plan = planFunctions(client, [
    make({ retries: 5, concurrency: 2, triggers: [{ cron: "TZ=Europe/Berlin 0 12 * * *" }, { event: "a/*" }] }),
  ]);
  const planned = plan.get("smart-rental-picky")!;
  expect(planned).toMatchObject({ maxAttempts: 6, limit: 2, events: ["a/*"], onFailureId: null });
  expect(planned.crons[0]!.clock.nextRuns(1, new Date("2026-07-01T00:00:00Z"))[0]!.toISOString()).toBe(
    "2026-07-01T10:00:00.000Z",
  );
});
