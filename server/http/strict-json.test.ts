import { describe, expect, test } from "bun:test";
import { AppError } from "../domain/errors.ts";
import { mulberry32 } from "../domain/prng.ts";
import { MAX_JSON_DEPTH, parseStrictJson } from "./strict-json.ts";

const parse = (text: string) => parseStrictJson(new TextEncoder().encode(text));
function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return "parsed";
}
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("refused", () => {
  test.each([
    ["a field named twice", '{"a":1,"a":2}'],
    ["a field named twice by an escape", '{"a":1,"\\u0061":2}'],
    ["a field named twice, further in", '[{"x":{"b":[],"c":{},"b":0}}]'],
    ["text after the value", "{} {}"],
    ["a number in words", '{"a":NaN}'],
    ["a list that ends in a comma", "[1,]"],
    ["a byte order mark in the text", '{"a":"\ufeff"}\ufeff'],
    ["deeper nesting than any of ours", nested(MAX_JSON_DEPTH + 1)],
    ["nesting that would end the stack", nested(400_000)],
    ["fields nested that would end the stack", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
  ])("%s", (_what, text) => expect(codeOf(() => parse(text))).toBe("input.unparsable"));

  test("bytes that are not UTF-8", () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0xaf, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ])
      expect(codeOf(() => parseStrictJson(new Uint8Array(bytes)))).toBe("input.unparsable");
  });

  test.each(['{"__proto__":{"a":1}}', '{"x":[{"constructor":{"prototype":1}}]}', '{"\\u005f_proto__":1}'])(
    "a way to the prototype: %s",
    (text) => expect(codeOf(() => parse(text))).toBe("input.invalid"),
  );
});

test("the same name in different objects, and names as values, are good", () => {
  const text = '{"a":{"a":[{"a":"__proto__"},{"a":"a"}]},"b":["a","a","constructor"],"":"","\\"":"\\\\"}';
  expect(parse(text)).toEqual(JSON.parse(text));
  expect(codeOf(() => parse(nested(MAX_JSON_DEPTH)))).toBe("parsed");
});

test("what JSON.stringify writes is read as it was, whatever is in its texts", () => {
  const random = mulberry32(7);
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)]!;
  const texts = ["", '"', "\\", '\\"', "{", "}", "[", "],", ":", ",", "\u0000", "ä", "👍", '"a":', "a"];
  const make = (depth: number): unknown => {
    const kind = depth > 5 ? 0 : Math.floor(random() * 4);
    if (kind < 2) return pick([...texts, 1, -0.5, 1e300, true, false, null]);
    const size = Math.floor(random() * 4);
    if (kind === 2) return Array.from({ length: size }, () => make(depth + 1));
    return Object.fromEntries(Array.from({ length: size }, (_, at) => [`${pick(texts)}${at}`, make(depth + 1)]));
  };
  for (let round = 0; round < 2_000; round++) {
    const value = make(0);
    expect(parse(JSON.stringify(value, null, round % 3))).toEqual(value);
  }
});
