import { describe, expect, test } from "bun:test";
import { EQUIPMENT_TYPES } from "../assets/schema.ts";
import { defaultCheckList, KNOWN_CHECKPOINTS, MAX_CHECKPOINTS, saveCheckListInput } from "./check-list.ts";
import { compareInspections } from "./compare.ts";
import { judgeAnswers, mayInspect } from "./judge.ts";
import { answeredItemSchema, markSchema, MAX_MARKS, type AnsweredItem, type InspectedItem } from "./schema.ts";
import { signatureInput } from "./ticket.ts";

const answer = (key: string, more: Partial<AnsweredItem> = {}) =>
  answeredItemSchema.parse({ key, answer: "OK", ...more });
const id = () => crypto.randomUUID();

describe("check lists", () => {
  test("of every type can be saved as they are, and differ by family", () => {
    for (const type of EQUIPMENT_TYPES) {
      const items = defaultCheckList(type);
      expect(items.length).toBeLessThanOrEqual(MAX_CHECKPOINTS);
      expect(saveCheckListInput.safeParse({ operationId: id(), type, items, baseVersion: 0 }).success).toBe(true);
    }
    const keys = (type: (typeof EQUIPMENT_TYPES)[number]) => defaultCheckList(type).map(({ key }) => key);
    expect(keys("EXCAVATOR")).toContain("undercarriage");
    expect(keys("WHEEL_LOADER")).not.toContain("tracks");
    expect(new Set(EQUIPMENT_TYPES.flatMap(keys))).toEqual(new Set<string>(KNOWN_CHECKPOINTS));
  });

  test("need words for what the product does not know, and each key once", () => {
    const save = (items: object[]) =>
      saveCheckListInput.safeParse({ operationId: id(), type: "DOZER", items, baseVersion: 0 }).success;
    expect(save([{ key: "ripper", label: "Ripper teeth" }])).toBe(true);
    expect(save([{ key: "ripper", label: null }])).toBe(false);
    expect(
      save([
        { key: "cab", label: null },
        { key: "cab", label: "Cab again" },
      ]),
    ).toBe(false);
    expect(save([])).toBe(false);
  });
});

describe("answers", () => {
  const list = [
    { key: "cab", label: null, photo: false },
    { key: "ripper", label: "Ripper teeth", photo: false },
  ];

  test("come out in the list's order with its words, and a failure has a severity", () => {
    const verdict = judgeAnswers(list, [answer("ripper", { answer: "FAIL" }), answer("cab")], []);
    expect(verdict.ok && verdict.items.map(({ key, label, severity }) => [key, label, severity])).toEqual([
      ["cab", null, null],
      ["ripper", "Ripper teeth", "MAJOR"],
    ]);
  });

  test("of all photos are told once", () => {
    const [a, b] = [id(), id()];
    const verdict = judgeAnswers(list, [answer("cab", { photos: [a] }), answer("ripper", { photos: [a, b] })], [a]);
    expect(verdict.ok && verdict.photos).toEqual([a, b]);
  });

  test.each([
    ["an unknown checkpoint", [answer("cab"), answer("ripper"), answer("winch")], "inspection.unknown_checkpoint"],
    ["a checkpoint left out", [answer("cab")], "inspection.incomplete"],
    ["a checkpoint twice", [answer("cab"), answer("cab"), answer("ripper")], "input.invalid"],
    [
      "too many marks",
      [
        answer("cab", {
          marks: Array.from({ length: MAX_MARKS + 1 }, () => markSchema.parse({ x: 0, y: 0, silhouette: "LEFT" })),
        }),
        answer("ripper"),
      ],
      "inspection.too_many_marks",
    ],
    [
      "a mark on somebody else's photo",
      [answer("cab", { marks: [markSchema.parse({ x: 0, y: 0, mediaId: id() })] }), answer("ripper")],
      "input.invalid",
    ],
  ])("are refused with %s", (_name, answers, code) => {
    expect(judgeAnswers(list, answers, [])).toMatchObject({ ok: false, code });
  });

  test("put a mark on a photo or on an outline, never on both or neither", () => {
    expect(markSchema.safeParse({ x: 0.5, y: 1, silhouette: "REAR" }).success).toBe(true);
    expect(markSchema.safeParse({ x: 0.5, y: 0.5 }).success).toBe(false);
    expect(markSchema.safeParse({ x: 0.5, y: 0.5, silhouette: "REAR", mediaId: id() }).success).toBe(false);
    expect(markSchema.safeParse({ x: 1.01, y: 0.5, silhouette: "REAR" }).success).toBe(false);
  });
});

test("an inspection is made while the machine is at that step", () => {
  const now = new Date("2026-03-20T00:00:00Z");
  const rental = (state: string, checkedInAt: string | null = null) => ({
    state,
    checkedInAt: checkedInAt === null ? null : new Date(checkedInAt),
  });
  expect(mayInspect("OUT", rental("ON_RENT"), now)).toBe(true);
  expect(mayInspect("OUT", rental("RETURNED", "2026-03-19T00:00:00Z"), now)).toBe(false);
  expect(mayInspect("IN", rental("RESERVED"), now)).toBe(false);
  expect(mayInspect("IN", rental("PICK_UP_READY"), now)).toBe(true);
  expect(mayInspect("IN", rental("RETURNED", "2026-03-06T00:00:00Z"), now)).toBe(true);
  expect(mayInspect("IN", rental("RETURNED", "2026-03-05T23:59:59Z"), now)).toBe(false);
  expect(mayInspect("IN", rental("CANCELLED"), now)).toBe(false);
});

describe("take-back beside send-out", () => {
  const item = (key: string, more: Partial<InspectedItem> = {}): InspectedItem => ({
    ...answer(key),
    label: null,
    ...more,
  });
  const mark = (x: number, y: number) => markSchema.parse({ x, y, silhouette: "LEFT" });

  test("shows new damage and leaves old damage old", () => {
    const out = [item("cab"), item("glass", { answer: "FAIL" }), item("tyres")];
    const back = [item("cab", { answer: "FAIL" }), item("glass", { answer: "FAIL" }), item("boom", { answer: "FAIL" })];
    expect(
      compareInspections(out, back).map((row) => [row.key, row.newDamage, row.out !== null, row.in !== null]),
    ).toEqual([
      ["cab", true, true, true],
      ["glass", false, true, true],
      ["boom", true, false, true],
      ["tyres", false, true, false],
    ]);
  });

  test("counts marks that were not there before", () => {
    const out = [item("cab", { marks: [mark(0.2, 0.2)] })];
    const back = [item("cab", { marks: [mark(0.22, 0.21), mark(0.8, 0.5)] })];
    expect(compareInspections(out, back)[0]).toMatchObject({ newMarks: 1, newDamage: false });
  });

  test("has nothing new where nobody looked when it went out", () => {
    expect(compareInspections(null, [item("cab", { marks: [mark(0, 0)] })])[0]).toMatchObject({
      newMarks: 0,
      out: null,
    });
  });
});

test("a signature is drawn or confirmed, one of the two", () => {
  const drawn = {
    name: "Ada Lovelace",
    strokes: [
      [
        [0, 0],
        [1, 1],
      ],
    ],
  };
  expect(signatureInput.safeParse(drawn).success).toBe(true);
  expect(signatureInput.safeParse({ name: "Ada", confirmed: true }).success).toBe(true);
  expect(signatureInput.safeParse({ ...drawn, confirmed: true }).success).toBe(false);
  expect(signatureInput.safeParse({ name: "Ada" }).success).toBe(false);
  expect(signatureInput.safeParse({ name: "Ada", strokes: [] }).success).toBe(false);
});
