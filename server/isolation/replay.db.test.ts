/**
 * Everything that was done once is asked for again, word for word, in another order and twice over: not one row changes. A phone that never
 * heard the answer sends what it has for as long as it takes.
 */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mulberry32 } from "../domain/prng.ts";
import { choicesOf, inputOf, ownOf } from "./asking.ts";
import { callProcedure, procedures, type Procedure } from "./calls.ts";
import { openHarness, type Harness } from "./harness.ts";
import { FIRST } from "./samples.ts";
import type { Who } from "./tenants.ts";
import { rowsNow } from "./untouched.ts";

type Done = { procedure: Procedure; who: Who; input: unknown; text: string };

/** What a phone keeps until it is sent: hand-overs, work, readings and notes. */
const FROM_THE_YARD = [
  "rentals.checkOut",
  "rentals.checkIn",
  "inspections.submit",
  "tasks.start",
  "tasks.complete",
  "maintenance.start",
  "maintenance.complete",
  "usage.log",
  "assets.note",
];
/** Secrets are told once. */
const TOLD_ONCE = /^credentials\.|^calendarFeeds\./;

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, 60_000);
afterAll(() => harness.close());

test("what was done is done once, however often it is asked for again", async () => {
  const done = await doEverything();
  const names = new Set(done.map(({ procedure }) => procedure.path));
  expect(FROM_THE_YARD.filter((name) => !names.has(name))).toEqual([]);
  await harness.reinstate();
  const before = await rowsNow(harness.db, harness.tenants);
  const random = mulberry32(11);
  for (let round = 0; round < 2; round++) {
    for (const { procedure, who, input, text } of shuffled(done, random)) {
      const again = await callProcedure(harness, procedure, who, input);
      if (TOLD_ONCE.test(procedure.path)) continue;
      expect([procedure.path, again.status, again.text]).toEqual([procedure.path, 200, text]);
    }
  }
  const after = await rowsNow(harness.db, harness.tenants);
  expect([...after].filter(([key, { hash }]) => before.get(key)?.hash !== hash).map(([key]) => key)).toEqual([]);
  expect(after.size).toBe(before.size);
}, 180_000);

/** Every procedure that changes something, by whoever may, with own things, until it goes through. */
async function doEverything(): Promise<Done[]> {
  const done: Done[] = [];
  const called = procedures
    .filter(({ type }) => type === "mutation")
    .toSorted((a, b) => Number(FIRST.includes(b.path)) - Number(FIRST.includes(a.path)));
  // One of each kind; headquarters last, which leaves the others little to do.
  for (const who of ["dealer A", "customer of A", "operator at the site", "HQ"] as const) {
    for (const procedure of called) {
      const choices = await choicesOf(harness, procedure, who);
      const most = Math.min(6, Math.max(1, ...[...choices.values()].map(({ own }) => own.length)));
      for (let at = 0; at < most; at++) {
        const input = inputOf(harness, procedure, who, (slot) => ownOf(choices.get(slot)!, at), null);
        // Of a list, each item has its own.
        if (!JSON.stringify(input ?? null).includes('"operationId"')) break;
        const { status, text } = await callProcedure(harness, procedure, who, input);
        // What was refused is judged anew when it comes again.
        const isDone = status === 200 && !text.includes('"ok":false');
        if (isDone) done.push({ procedure, who, input, text });
        if (text.includes("auth.membership_changed")) await harness.reinstate();
        if (isDone || status === 403) break;
      }
    }
  }
  return done;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
