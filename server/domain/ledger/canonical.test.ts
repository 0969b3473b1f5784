import { describe, expect, test } from "bun:test";
import { canonicalJson } from "./canonical.ts";

describe("canonicalJson", () => {
  test("writes the example of RFC 8785, 3.2.2", () => {
    const input = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(input)).toBe(
      `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€${String.raw`$\u000f\nA'B\"\\\\\"/`}"}`,
    );
  });

  test("sorts by UTF-16 code units as in RFC 8785, 3.2.3", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text) as object).filter((key) => key !== "1")).toEqual([
      "\r",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\ud83d\ude00",
      "\ufb33",
    ]);
    expect(text.startsWith(String.raw`{"\r":0,"1":0,`)).toBe(true);
  });

  test.each([
    [0, "0"],
    [-0, "0"],
    [5e-324, "5e-324"],
    [-5e-324, "-5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [9007199254740992, "9007199254740992"],
    [295147905179352830000, "295147905179352830000"],
    [9.999999999999997e22, "9.999999999999997e+22"],
    [1e23, "1e+23"],
    [0.000001, "0.000001"],
    [333333333.33333325, "333333333.33333325"],
  ])("writes the number %p of RFC 8785, appendix B", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test("leaves undefined members out and does not depend on the order of members", () => {
    expect(canonicalJson({ b: 1, a: undefined, c: { y: [1, { q: 2, p: 1 }], x: null } })).toBe(
      '{"b":1,"c":{"x":null,"y":[1,{"p":1,"q":2}]}}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });

  test("throws on what JSON cannot carry", () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    for (const value of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      undefined,
      () => 1,
      Symbol("x"),
      1n,
      [undefined],
      Object.assign([], { length: 2 }),
      new Date(0),
      new Map(),
      "\ud800",
      { "\udc00": 1 },
      cycle,
      { a: Number.NaN },
    ])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
