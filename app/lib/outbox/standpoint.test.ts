import { beforeEach, expect, test } from "bun:test";
import { afterwards } from "../../features/batch/batch-outcome.ts";
import { noteByHand } from "./by-hand.ts";
import type { OutboxEntry } from "./entry.ts";
import { setIsRead, setIsUnreadable, setQueue, standpointOf } from "./queue-state.ts";

const entry = (id: string, state: OutboxEntry["state"] = "waiting"): OutboxEntry => ({
  order: 1,
  id,
  owner: "person:organization",
  procedure: "rentals.checkOut",
  lane: "machine:EQX1",
  input: {},
  occurredAt: "2026-03-01T10:00:00.000Z",
  skewMs: null,
  label: "EQX1",
  state,
  refusal: state === "waiting" ? null : { code: "rental.already_out", status: 409, message: "out", at: 0 },
  body: null,
  tries: 0,
  faults: 0,
  notBefore: 0,
});
const waits = { ok: false, waits: true, code: null, message: null };

beforeEach(() => {
  setQueue([]);
  setIsRead(true);
  setIsUnreadable(false);
});

test("what was corrected and only waits is not sent: it is found under its new id, again and again", () => {
  noteByHand("a-1", "a-2");
  noteByHand("a-2", "a-3");
  setQueue([entry("a-3")]);
  expect(standpointOf("a-1")).toMatchObject({ kind: "here", entry: { id: "a-3" } });
  setQueue([]);
  expect(standpointOf("a-1")).toEqual({ kind: "sent" });
});

test("what a person has discarded is not sent, and the batch offers the machine anew", () => {
  noteByHand("b-1", "b-2");
  noteByHand("b-2", null);
  expect(standpointOf("b-1")).toEqual({ kind: "discarded" });
  expect(afterwards(standpointOf("b-1"), waits)).toEqual({ entryId: null, outcome: null });
});

test("nothing is sent for a disk that was not read, or can not be read any more", () => {
  setIsUnreadable(true);
  expect(standpointOf("c")).toEqual({ kind: "unknown" });
  expect(afterwards(standpointOf("c"), waits)).toBeNull();
  setIsUnreadable(false);
  setIsRead(false);
  expect(standpointOf("c")).toEqual({ kind: "unknown" });
});

test("a batch follows what becomes of a hand-over elsewhere: sent again, corrected, refused once more", () => {
  const refused = { ok: false, code: "rental.already_out", message: "out" };
  setQueue([entry("d", "conflict")]);
  expect(afterwards(standpointOf("d"), waits)).toEqual({ entryId: "d", outcome: refused });
  expect(afterwards(standpointOf("d"), refused)).toBeNull();
  noteByHand("d", "e");
  setQueue([entry("e")]);
  expect(afterwards(standpointOf("d"), refused)).toEqual({ entryId: "e", outcome: waits });
  expect(afterwards(standpointOf("d"), waits)).toBeNull();
});
