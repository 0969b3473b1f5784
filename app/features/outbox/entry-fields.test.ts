import { describe, expect, test } from "bun:test";
import { amended, countsOf, fieldsOf, valueAt, withoutFiles } from "./entry-fields.ts";
import { answered, itemsOf, withMarkNote, withoutMark } from "./entry-items.ts";

const checkOut = {
  humanId: "EQX7",
  siteId: "a",
  dueAt: "2026-11-29T16:00:00.000Z",
  engineStart: 101.5,
  photos: ["outbox-media:1"],
  position: null,
  notes: null,
};

describe("the fields of an entry", () => {
  test("are those that its input has, in the order of reading", () => {
    expect(fieldsOf(checkOut).map(({ path }) => path)).toEqual(["siteId", "dueAt", "engineStart", "notes"]);
    expect(fieldsOf({ humanId: "EQX7", engineEnd: 3, fuelL: null }).map(({ path }) => path)).toEqual([
      "engineEnd",
      "fuelL",
    ]);
  });
  test("leave alone what is no figure or text of its own", () => {
    expect(fieldsOf({ notes: { deep: 1 }, fuelL: "full", outcome: ["x"] })).toEqual([]);
  });
  test("hold a reason to pass the fence once the fence was in the way", () => {
    expect(fieldsOf(checkOut, true).map(({ path }) => path)).toContain("override.reason");
    expect(valueAt({ override: { reason: "at the port" } }, "override.reason")).toBe("at the port");
    expect(valueAt({ override: null }, "override.reason")).toBeUndefined();
  });
});

describe("what lies deeper", () => {
  const finished = {
    taskId: "t1",
    answers: { fuelL: 40, clean: true, complete: false },
    notes: null,
    photos: ["outbox-media:1"],
  };

  test("of a finished task are its meter, fuel and ticks, also those that were left out", () => {
    expect(fieldsOf(finished).map(({ path }) => path)).toEqual([
      "answers.engineHours",
      "answers.fuelL",
      "answers.clean",
      "answers.complete",
      "notes",
    ]);
    // A task without a machine has none of them.
    expect(fieldsOf({ ...finished, answers: {} }).map(({ path }) => path)).toEqual(["notes"]);
  });

  test("is changed in its place, and taken out where it is emptied", () => {
    const changes = new Map<string, unknown>([
      ["answers.engineHours", 812.5],
      ["answers.fuelL", null],
      ["answers.complete", true],
    ]);
    expect(amended(finished, changes)).toEqual({
      ...finished,
      answers: { engineHours: 812.5, clean: true, complete: true },
    });
    expect(finished.answers.fuelL).toBe(40);
  });

  test("of a machine that was taken in is its condition, of work its parts and place, of a day its hours", () => {
    const paths = (input: Record<string, unknown>) => fieldsOf(input).map(({ path }) => path);
    expect(paths({ id: "r1", engineEnd: 5, fuelL: null, condition: { overall: "WORN" }, notes: null })).toEqual([
      "engineEnd",
      "fuelL",
      "condition.overall",
      "notes",
    ]);
    expect(paths({ workId: "w1", engineHours: 5, parts: [{ name: "Filter", quantity: 2 }], notes: null })).toEqual([
      "engineHours",
      "parts",
      "notes",
    ]);
    expect(paths({ workId: "w1", workshop: "YARD" })).toEqual(["workshop"]);
    expect(paths({ date: "2026-03-01", runtimeH: 6, idleH: 1, fuelL: null, hourMeter: 12, notes: null })).toEqual([
      "date",
      "runtimeH",
      "idleH",
      "hourMeter",
      "fuelL",
      "notes",
    ]);
  });

  test("that was left open may stay open", () => {
    const required = (input: Record<string, unknown>) => fieldsOf(input).map((field) => field.required);
    expect(required({ siteId: null, dueAt: null })).toEqual([false, false]);
    expect(required({ siteId: "a", dueAt: "2026-11-29T16:00:00.000Z" })).toEqual([true, true]);
  });
});

describe("an inspection's answers", () => {
  const mark = {
    x: 0.5,
    y: 0.5,
    mediaId: "outbox-media:1",
    silhouette: null,
    severity: "MINOR" as const,
    note: "dent",
  };
  const other = { ...mark, mediaId: null, silhouette: "REAR" as const, note: null };
  const fault = {
    key: "cab",
    answer: "FAIL" as const,
    severity: "UNSAFE" as const,
    note: "door hangs",
    photos: ["outbox-media:1", "outbox-media:2"],
    marks: [mark, other],
  };
  const input = { rentalId: "r1", kind: "IN", items: [fault], photos: ["outbox-media:3"], fuelL: 4, notes: null };

  test("are found, and nothing else is taken for one", () => {
    expect(itemsOf(input)).toEqual([fault]);
    expect(itemsOf({ items: [null, 7, { key: 1 }, { key: "cab" }] })).toEqual([]);
    expect(itemsOf({ items: "cab" })).toEqual([]);
  });

  test("have a severity and marks only while they are faults, and get back those that they had", () => {
    const well = answered(fault, "OK", fault);
    expect(well).toEqual({ ...fault, answer: "OK", severity: null, marks: [] });
    expect(answered(well, "FAIL", fault)).toEqual(fault);
    const fresh = { ...fault, answer: "OK" as const, severity: null, marks: [] };
    expect(answered(fresh, "FAIL", fresh).severity).toBe("MAJOR");
  });

  test("have marks that are taken away, and others whose words change", () => {
    expect(withoutMark(fault, 0).marks).toEqual([other]);
    expect(withMarkNote(fault, 1, " scratch ").marks).toEqual([mark, { ...other, note: "scratch" }]);
    expect(withMarkNote(fault, 0, " ").marks[0]!.note).toBeNull();
  });

  test("lose with a photo what was marked on it, and keep all others", () => {
    const rest = withoutFiles(input, ["1"]);
    expect(rest).toEqual({ ...input, items: [{ ...fault, photos: ["outbox-media:2"], marks: [other] }] });
    expect(withoutFiles(input, [])).toEqual(input);
    expect(JSON.stringify(withoutFiles(input, ["1", "2", "3"]))).not.toContain("outbox-media");
  });
});

describe("an amended input", () => {
  test("has the new values, and everything else as it was", () => {
    const next = amended(
      checkOut,
      new Map<string, unknown>([
        ["engineStart", 102],
        ["override.reason", "at the port"],
      ]),
    );
    expect(next).toEqual({ ...checkOut, engineStart: 102, override: { reason: "at the port" } });
    expect(checkOut.engineStart).toBe(101.5);
  });
  test("has no override without a reason", () => {
    expect(amended({ override: { reason: "x" } }, new Map([["override.reason", null]]))).toEqual({});
  });
});

test("answers are counted, whatever the input calls them", () => {
  expect([{ answers: [1, 2] }, { items: [1] }, {}].map(countsOf)).toEqual([
    { answers: 2 },
    { answers: 1 },
    { answers: 0 },
  ]);
});
