import { describe, expect, test } from "bun:test";
import { media } from "../../lib/outbox/entry.ts";
import {
  attemptOf,
  commonSites,
  corrected,
  entriesOf,
  type Item,
  likelyAction,
  open,
  type Presented,
  problemOf,
} from "./batch-items.ts";

const site = (siteId: string) => ({ siteId, name: siteId }) as Presented["destinations"][number];
const item = (humanId: string, rest: Partial<Presented> = {}, more: Partial<Item> = {}): Item => ({
  machine: {
    humanId,
    status: "AVAILABLE",
    hourMeter: 100.24,
    rental: null,
    canSendOut: true,
    canTakeBack: false,
    destinations: [site("a"), site("b")],
    ...rest,
  } as Presented,
  label: null,
  meter: "100.2",
  outcome: null,
  entryId: null,
  ...more,
});
const out = (humanId: string) =>
  item(humanId, { status: "ON_RENT", canSendOut: false, canTakeBack: true, destinations: [] });
const done = (humanId: string) => ({ humanId, ok: true, rentalId: null, code: null, message: null, details: null });
const now = new Date("2026-06-15T10:00:00Z");
const here = { now, position: null, timeZone: "Europe/Berlin" };
const choices = {
  action: "SEND_OUT",
  siteId: "a",
  due: { preset: "week" },
  reservationId: null,
  notes: " Key in the cab ",
} as const;

describe("a batch", () => {
  test("offers the sites that all machines may go to", () => {
    const items = [item("1"), item("2", { destinations: [site("b"), site("c")] }), out("3")];
    expect(commonSites(items).map(({ siteId }) => siteId)).toEqual(["b"]);
    expect(commonSites([])).toEqual([]);
  });

  test("means taking back where most machines are out", () => {
    expect(likelyAction([out("1"), out("2"), item("3")])).toBe("TAKE_BACK");
    expect(likelyAction([out("1"), item("2")])).toBe("SEND_OUT");
    expect(likelyAction([])).toBe("SEND_OUT");
  });

  test("names the first thing to correct", () => {
    const items = [item("1"), item("2")];
    expect(problemOf(items, choices, here)).toBeNull();
    expect(problemOf([out("1")], choices, here)).toBe("none");
    expect(problemOf(items, { ...choices, siteId: null }, here)).toBe("site");
    expect(problemOf(items, { ...choices, due: { own: "2026-06-15T11:00" } }, here)).toBe("due");
    expect(problemOf([item("1"), item("2", {}, { meter: "99" })], choices, here)).toBe("meter");
    expect(problemOf(items, { ...choices, action: "RESERVE" }, here)).toBe("reservation");
  });

  test("sends what fits and is not done, and nothing twice", () => {
    const items = [item("1", {}, { outcome: done("1") }), item("2", {}, { label: "token" }), out("3")];
    expect(open(items, "SEND_OUT").map(({ machine }) => machine.humanId)).toEqual(["2"]);
    const waits = item("4", {}, { outcome: { ok: false, waits: true, code: null, message: null } });
    expect(open([waits], "SEND_OUT")).toEqual([]);
    expect(entriesOf(items, choices, here, () => "op")).toEqual([
      {
        humanId: "2",
        entry: {
          id: "op",
          procedure: "rentals.checkOut",
          lane: "machine:2",
          label: "2",
          occurredAt: now.toISOString(),
          input: {
            humanId: "2",
            photos: [],
            position: null,
            notes: "Key in the cab",
            siteId: "a",
            engineStart: 100.2,
            dueAt: "2026-06-22T15:00:00.000Z",
            label: "token",
          },
        },
      },
    ]);
    const [back, ...more] = entriesOf(items, { ...choices, action: "TAKE_BACK" }, here, () => "op");
    expect([back!.humanId, back!.entry.procedure, back!.entry.input["engineEnd"], more.length]).toEqual([
      "3",
      "rentals.checkIn",
      100.2,
      0,
    ]);
    expect(attemptOf("op", items, { ...choices, action: "RESERVE", reservationId: "r" }, now).items).toEqual([
      { humanId: "2" },
      { humanId: "3" },
    ]);
  });
});

test("a refused hand-over that is tried again keeps its photographs, and takes along what came since", () => {
  const photo = (id: string, sha256: string) => ({
    id,
    sha256,
    blob: new Blob([id]),
    purpose: "CHECK_OUT",
    mediaId: null,
  });
  const [{ entry }] = entriesOf([item("EQX1")], { ...choices, action: "SEND_OUT" }, here, () => "id") as [
    ReturnType<typeof entriesOf>[number],
  ];
  const held = [photo("held", "00")];
  const shown = [photo("on the screen", "00"), photo("later", "01")];
  const refused = { humanId: "EQX1", photos: [media("held")] };
  const next = corrected(entry.input, refused, held, shown, () => "new");
  expect(next.input).toMatchObject({ humanId: "EQX1", siteId: "a", photos: [media("held"), media("new")] });
  expect(next.files.map(({ id }) => id)).toEqual(["held", "new"]);
  // After a reload the screen has none, and nothing is lost by it.
  expect(corrected(entry.input, refused, held, [], () => "new")).toMatchObject({
    input: { photos: [media("held")] },
    files: [{ id: "held" }],
  });
});
