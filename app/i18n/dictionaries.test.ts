import { describe, expect, test } from "bun:test";
import { flatten } from "@solid-primitives/i18n";
import { de } from "./de.ts";
import { en } from "./en.ts";

/** Leaves only: `flatten` also lists the branches. */
function leaves(dictionary: object): Map<string, unknown> {
  return new Map(Object.entries(flatten(dictionary as typeof en)).filter(([, value]) => typeof value !== "object"));
}
const english = leaves(en);
const german = leaves(de);
const placeholders = (text: unknown) =>
  [...String(text).matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((match) => match[1] ?? "")
    .toSorted((a, b) => a.localeCompare(b));

describe("dictionaries", () => {
  test("German has exactly the keys of English", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });
  test("a translation takes the same placeholders, or the same kind of function", () => {
    for (const [key, value] of english) {
      expect([key, typeof german.get(key)]).toEqual([key, typeof value]);
      if (typeof value === "string") expect([key, placeholders(german.get(key))]).toEqual([key, placeholders(value)]);
    }
  });
  test("no entry is empty", () => {
    for (const [key, value] of [...english, ...german]) {
      if (typeof value === "string") expect([key, value.trim().length > 0]).toEqual([key, true]);
    }
  });
});
