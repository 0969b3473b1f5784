import { describe, expect, test } from "bun:test";
import { boundsOf } from "./bounds.ts";
import { changesBetween, ownValues, RULES, rulesChangeSchema } from "./rules.ts";
import { DEFAULT_THRESHOLDS } from "./schema.ts";

describe("what is changed", () => {
  test("is only what is named: no default slips in", () => {
    expect(rulesChangeSchema.parse({})).toEqual({});
    expect(rulesChangeSchema.parse({ publishCounts: true })).toEqual({ publishCounts: true });
  });

  test("is a rule that exists, within its bounds", () => {
    for (const wrong of [
      { publishCount: true },
      { bufferAfterH: -1 },
      { bufferAfterH: 241 },
      { bufferAfterH: "4" },
      { autoConfirmUnits: 1.5 },
      { publishDates: null },
      { typeBuffers: { ROCKET: { beforeH: 1, afterH: 1 } } },
      { typeBuffers: { DOZER: { beforeH: 1 } } },
    ])
      expect({ wrong, fits: rulesChangeSchema.safeParse(wrong).success }).toEqual({ wrong, fits: false });
  });

  test("is told with both values, whatever the order of keys", () => {
    const before = { ...DEFAULT_THRESHOLDS, typeBuffers: { DOZER: { beforeH: 1, afterH: 2 } } };
    const after = { ...before, bufferAfterH: 4, typeBuffers: { DOZER: { afterH: 2, beforeH: 1 } } };
    expect(changesBetween(before, after)).toEqual([{ rule: "bufferAfterH", from: 0, to: 4 }]);
    expect(changesBetween(before, before)).toEqual([]);
  });
});

test("a value that is the default's is nobody's own", () => {
  expect(ownValues(DEFAULT_THRESHOLDS)).toEqual({});
  expect(ownValues({ ...DEFAULT_THRESHOLDS, workshopH: 8 })).toEqual({ workshopH: 8 });
});

test("every number has bounds in which its default lies", () => {
  const numbers = RULES.filter((rule) => typeof DEFAULT_THRESHOLDS[rule] === "number");
  expect(RULES.filter((rule) => boundsOf(rule) !== null)).toEqual(numbers);
  for (const rule of numbers) {
    const { min, max } = boundsOf(rule)!;
    expect({ rule, holds: min < max && rulesChangeSchema.safeParse({ [rule]: min }).success }).toEqual({
      rule,
      holds: true,
    });
    expect({ rule, ends: rulesChangeSchema.safeParse({ [rule]: max + 1 }).success }).toEqual({ rule, ends: false });
  }
  expect(boundsOf("autoConfirmUnits")).toEqual({ min: 0, max: 100, whole: true });
  expect(boundsOf("idleRatio")).toEqual({ min: 0, max: 1, whole: false });
});
