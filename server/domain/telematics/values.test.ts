import { describe, expect, test } from "bun:test";
import { readBoolean, readHours, readNumber, readTime, readUnit } from "./values.ts";

const now = new Date("2026-03-01T12:00:00Z");
const time = (text: string) => {
  const read = readTime(text, now);
  return read.ok ? read.value.toISOString() : read.code;
};

describe("times", () => {
  test("are UTC, to the second, with or without a zone and fractions", () => {
    expect(time("2026-02-28T23:59:59Z")).toBe("2026-02-28T23:59:59.000Z");
    expect(time("2026-02-28T23:59:59.999Z")).toBe("2026-02-28T23:59:59.000Z");
    expect(time("2026-02-28T23:59:59")).toBe("2026-02-28T23:59:59.000Z");
    expect(time("2026-03-01T01:00:00+02:00")).toBe("2026-02-28T23:00:00.000Z");
    expect(time("2026-03-01 01:00:00+0200")).toBe("2026-02-28T23:00:00.000Z");
    expect(time("2026-03-01T12:14:00Z")).toBe("2026-03-01T12:14:00.000Z");
  });
  test("of year 0001, of the future and of no calendar are told apart", () => {
    expect(time("0001-01-01T00:00:00Z")).toBe("time_too_early");
    expect(time("1970-01-01T00:00:00Z")).toBe("time_too_early");
    expect(time("2026-03-01T12:16:00Z")).toBe("time_in_future");
    expect(time("2106-02-07T06:28:15Z")).toBe("time_in_future");
    for (const wrong of [
      "2026-02-30T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "01/02/2026",
      "",
      "2026-02-28",
      "2026-02-28T25:00:00Z",
    ])
      expect(time(wrong)).toBe("invalid_time");
  });
});

test("hours are decimal or a duration", () => {
  expect(readHours("233.70")).toEqual({ ok: true, value: 233.7 });
  const duration = readHours("P13DT0H25M59.999S");
  expect(duration.ok && duration.value).toBeCloseTo(312.4333, 4);
  expect(readHours("PT0S")).toEqual({ ok: true, value: 0 });
  expect(readHours("-PT1H")).toEqual({ ok: true, value: -1 });
  for (const wrong of ["P", "PT", "P1M", "12h", "1e400", "NaN", "Infinity", "0x10", "1.234.567"])
    expect(readHours(wrong)).toEqual({ ok: false, code: "not_a_number" });
});

test("numbers take a comma for the point, and are nothing else", () => {
  expect(readNumber("12,5")).toEqual({ ok: true, value: 12.5 });
  expect(readNumber("-3")).toEqual({ ok: true, value: -3 });
  expect(readNumber("1,234.5").ok).toBe(false);
  expect(readNumber(" ").ok).toBe(false);
});

test("units by every spelling that feeds use", () => {
  for (const spelling of ["litre", "Litres", "liters", "L"])
    expect(readUnit("LITRES", spelling)).toEqual({ ok: true, value: 1 });
  expect(readUnit("LITRES", "gallon")).toEqual({ ok: true, value: 3.785411784 });
  expect(readUnit("METRES", "meter")).toEqual({ ok: true, value: 1 });
  expect(readUnit("KILOMETRES", "mile")).toEqual({ ok: true, value: 1.609344 });
  expect(readUnit("LITRES", null)).toEqual({ ok: true, value: 1 });
  expect(readUnit("LITRES", "hogshead")).toEqual({ ok: false, code: "unknown_unit" });
});

test("engine status by every spelling", () => {
  expect(["true", "1", "ON"].map((word) => readBoolean(word))).toEqual(
    ["true", "1", "ON"].map(() => ({ ok: true, value: true })),
  );
  expect(["False", "0", "off"].map((word) => readBoolean(word))).toEqual(
    ["False", "0", "off"].map(() => ({ ok: true, value: false })),
  );
  expect(readBoolean("perhaps").ok).toBe(false);
});
