import { afterAll, beforeAll, expect, test } from "bun:test";
import { generateVAPIDKeys } from "web-push";
import { testDatabase } from "../../db/testing.ts";
import { createPushSender } from "../../server/features/notifications/push-sender.ts";
import { alertsChanged } from "../events.ts";
import { eventually, OPENING_MS, testRunner, type TestRunner } from "../runner/testing.ts";
import { notificationsFanOut, notificationsPush } from "./functions.ts";
import { mintBrowser, mintListeners, startPushService } from "./testing.ts";

const { db } = await testDatabase();
const service = startPushService();
const push = createPushSender(
  { ...generateVAPIDKeys(), subject: "mailto:test@example.com" },
  { isAllowed: async ({ hostname }) => hostname === "127.0.0.1" },
);
let runner: TestRunner;
beforeAll(async () => {
  runner = await testRunner((client) => [notificationsFanOut(client, { db }), notificationsPush(client, { db, push })]);
}, OPENING_MS);
afterAll(async () => {
  await runner.stop();
  await service.stop();
});

test("what is critical reaches the browser as soon as its dealer's alerts have changed", async () => {
  const { world, open, save, enter, told } = await mintListeners(db);
  const who = await world.member(world.dealerId, "DEALER_ADMIN");
  const browser = mintBrowser(service);
  await save(who, {});
  await enter(who, browser);
  const { id } = await open("CRITICAL");
  await runner.client.send([
    alertsChanged.create({ dealerId: world.dealerId }),
    alertsChanged.create({ dealerId: world.dealerId }),
  ]);
  await eventually(() => browser.read().length > 0);
  expect(browser.read().map(({ tag }) => tag)).toEqual([`alert:${id}`]);
  expect(await told(who, id)).toEqual(["OPENED"]);
  expect(runner.reports).toEqual([]);
});
