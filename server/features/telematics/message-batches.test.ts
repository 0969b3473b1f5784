import { expect, test } from "bun:test";
import type { Message } from "../../domain/telematics/read-message.ts";
import { MessageBatches } from "./message-batches.ts";

const message = (payload: string): Message => ({ topic: null, clientId: null, payload, receivedAt: null });
const source = (sourceId: string) => ({ sourceId, dealerId: "d" });

test("messages of a source that come together are kept together, in their order, and each bringer waits for it", async () => {
  const kept: string[][] = [];
  const batches = new MessageBatches(async ({ sourceId }, messages) => {
    await Bun.sleep(5);
    kept.push([sourceId, ...messages.map(({ payload }) => payload)]);
    return { readings: messages.length, unreadable: 0 };
  });
  const results = await Promise.all(["1", "2", "3"].map((payload) => batches.add(source("a"), [message(payload)])));
  await batches.add(source("b"), [message("x")]);
  expect(kept).toEqual([
    ["a", "1", "2", "3"],
    ["b", "x"],
  ]);
  expect(results.map(({ readings }) => readings)).toEqual([3, 3, 3]);
});

test("a flood is cut into batches, and one that fails fails its own bringers alone", async () => {
  let nth = 0;
  const batches = new MessageBatches(async (_source, messages) => {
    nth += 1;
    if (nth === 1) throw new Error("down");
    return { readings: messages.length, unreadable: 0 };
  });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 700 }, () => batches.add(source("a"), [message("m")])),
  );
  expect(outcomes.filter(({ status }) => status === "rejected").length).toBe(500);
  expect(outcomes.filter((each) => each.status === "fulfilled" && each.value.readings === 200).length).toBe(200);
  await batches.flush();
});
