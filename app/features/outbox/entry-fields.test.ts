import { describe, expect, test } from "bun:test";
import { amended, countsOf, fieldsOf, valueAt } from "./entry-fields.ts";

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
