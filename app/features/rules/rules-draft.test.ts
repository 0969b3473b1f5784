import { describe, expect, test } from "bun:test";
import { RULES, rulesChangeSchema, type Rule } from "../../../server/domain/policies/rules.ts";
import { DEFAULT_THRESHOLDS } from "../../../server/domain/policies/schema.ts";
import { RULE_GROUPS, UNIT_OF } from "./rule-groups.ts";
import { entryOf, NO_DRAFT, readDraft, shownBounds, withEntry } from "./rules-draft.ts";

test("every rule stands in one group, and every number but the count of machines has its unit", () => {
  const shown: readonly Rule[] = RULE_GROUPS.flatMap(({ rules }) => rules as readonly Rule[]);
  expect(shown.toSorted()).toEqual(RULES.toSorted());
  for (const rule of RULES)
    expect({ rule, unit: UNIT_OF[rule] !== undefined }).toEqual({
      rule,
      unit: typeof DEFAULT_THRESHOLDS[rule] === "number" && rule !== "autoConfirmUnits",
    });
});

test("what a field begins with reads as the value in force", () => {
  const values = {
    ...DEFAULT_THRESHOLDS,
    bufferAfterH: 1.5,
    idleRatio: 0.35,
    typeBuffers: { DOZER: { beforeH: 2.25, afterH: 0 } },
    typeLimits: { DOZER: { idleRatio: 0.65, fuelFactor: 2.5 } },
  };
  for (const mark of [".", ",", "٫"]) {
    const entries = Object.fromEntries(RULES.map((rule) => [rule, entryOf(rule, values, mark)]));
    const { changes, faults } = readDraft(entries);
    expect({ mark, changes, faults }).toEqual({ mark, changes: values, faults: {} });
    expect(rulesChangeSchema.safeParse(changes).success).toBe(true);
  }
});

describe("a field that can not be used", () => {
  test("is named with its bounds as they are shown", () => {
    const { faults } = readDraft({
      bufferAfterH: "241",
      autoConfirmUnits: "1,5",
      idleRatio: "101",
      workshopH: "",
      typeBuffers: { DOZER: { beforeH: "x", afterH: "1" } },
      typeLimits: { ROLLER: { idleRatio: "100.5", idleDays: "2" } },
    });
    expect(faults).toEqual({
      bufferAfterH: { min: 0, max: 240, whole: false },
      autoConfirmUnits: { min: 0, max: 100, whole: true },
      idleRatio: { min: 0, max: 100, whole: false },
      workshopH: { min: 1, max: 720, whole: false },
      "typeBuffers.DOZER.beforeH": { min: 0, max: 240, whole: false },
      "typeLimits.ROLLER.idleRatio": { min: 0, max: 100, whole: false },
    });
    expect(shownBounds("idleRatio").max).toBe(100);
  });
});

describe("a draft", () => {
  test("remembers the version that it began with, and is none once all is put back", () => {
    const first = withEntry(NO_DRAFT, { rule: "publishCounts", entry: true, inForce: false, version: 3 });
    const second = withEntry(first, { rule: "bufferAfterH", entry: "4", inForce: "0", version: 4 });
    expect(second).toEqual({ base: 3, entries: { publishCounts: true, bufferAfterH: "4" } });
    const third = withEntry(second, { rule: "publishCounts", entry: false, inForce: false, version: 4 });
    expect(withEntry(third, { rule: "bufferAfterH", entry: "0", inForce: "0", version: 4 })).toEqual(NO_DRAFT);
  });

  test("takes hours of types in another order as the same", () => {
    const hours = { beforeH: "1", afterH: "2" };
    const [entry, inForce] = [
      { ROLLER: hours, DOZER: hours },
      { DOZER: hours, ROLLER: hours },
    ];
    expect(withEntry(NO_DRAFT, { rule: "typeBuffers", entry, inForce, version: 1 })).toEqual(NO_DRAFT);
  });
});
