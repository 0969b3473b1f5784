import { describe, expect, test } from "bun:test";
import { flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { en } from "../../i18n/en.ts";
import { FILES_FOLLOW, type OutboxEntry } from "../../lib/outbox/entry.ts";
import type { QueueEntry } from "../../lib/outbox/queue-state.ts";
import { entryByKey, keyOf, standingOf, whatOf } from "./entry-words.ts";

const t = translator(() => flatten(en), resolveTemplate);
const entry = (order: number, lane: string, state: OutboxEntry["state"] = "waiting") =>
  ({ order, lane, state, id: `id-${order}`, procedure: "rentals.checkOut" }) as OutboxEntry;
const late = (order: number) =>
  ({ ...entry(order, `files:id-${order}`), procedure: FILES_FOLLOW, input: { of: "rentals.checkOut" } }) as OutboxEntry;
const damaged: QueueEntry = { order: 9, id: "", state: "damaged", raw: {} };

describe("where an entry stands", () => {
  test("behind another one of its machine it waits for that one, whatever holds the other back", () => {
    const [first, second, other] = [entry(1, "a", "conflict"), entry(2, "a"), entry(3, "b")];
    const queue = [damaged, first, second, other];
    expect([first, second, other].map((each) => standingOf(each, queue, false))).toEqual([
      "conflict",
      "held",
      "waiting",
    ]);
  });
  test("only files wait for Wi-Fi, never the record that they belong to", () => {
    expect(standingOf(entry(3, "b"), [], true)).toBe("waiting");
    expect(standingOf(late(3), [], true)).toBe("saving");
    expect(standingOf(late(3), [], false)).toBe("waiting");
  });
  test("a damaged one holds back nothing", () => {
    expect(standingOf(entry(10, "a"), [damaged], false)).toBe("waiting");
    expect(standingOf(damaged, [damaged], false)).toBe("damaged");
  });
});

test("what is known has its name, and what is not is an entry all the same", () => {
  expect(whatOf({ procedure: "rentals.checkOut", input: {} }, t)).toBe("Send out");
  expect(whatOf({ procedure: "crane.lift", input: {} }, t)).toBe("Entry");
  expect(whatOf(late(1), t)).toBe("Send out: film or photo");
});

test("every entry has an address, also one that has lost its id", () => {
  const queue = [entry(1, "a"), damaged];
  for (const each of queue) expect(entryByKey(queue, keyOf(each))).toBe(each);
  expect(entryByKey(queue, "gone")).toBeUndefined();
});
