import { describe, expect, test } from "bun:test";
import { type BaseDict, flatten } from "@solid-primitives/i18n";
import { type Locale, locales } from "../lib/locale.ts";
import { en } from "./en.ts";

/** Leaves only: `flatten` also lists the branches. */
function leaves(dictionary: BaseDict): Map<string, unknown> {
  return new Map(Object.entries(flatten(dictionary)).filter(([, value]) => typeof value !== "object"));
}
const english = leaves(en);
const placeholders = (text: unknown) =>
  [...String(text).matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((match) => match[1] ?? "")
    .toSorted((a, b) => a.localeCompare(b));
const whole = async (locale: Locale) => leaves(((await import(`./${locale}.ts`)) as Record<string, BaseDict>)[locale]!);
/** Latin words that are names and codes in every language. */
const SCRIPT: Partial<Record<Locale, RegExp>> = {
  hi: /\p{Script=Devanagari}/u,
  zh: /\p{Script=Han}/u,
  ar: /\p{Script=Arabic}/u,
};

describe.each(locales)("the words in %s", (locale) => {
  test("have exactly the keys of English", async () => {
    expect([...(await whole(locale)).keys()].sort()).toEqual([...english.keys()].sort());
  });
  test("take the same placeholders, or are the same kind of function", async () => {
    const words = await whole(locale);
    for (const [key, value] of english) {
      expect([key, typeof words.get(key)]).toEqual([key, typeof value]);
      if (typeof value === "string") expect([key, placeholders(words.get(key))]).toEqual([key, placeholders(value)]);
    }
  });
  test("are never empty, and say a number in every form that the language has", async () => {
    for (const [key, value] of await whole(locale)) {
      const said =
        typeof value === "function"
          ? [0, 1, 2, 3, 6, 11, 100, 1_000_000].map((n) => (value as (...given: unknown[]) => string)(n, `${n}`, "x"))
          : [value];
      for (const text of said)
        expect([key, typeof text === "string" && text.trim() !== "" && !text.includes("undefined")]).toEqual([
          key,
          true,
        ]);
    }
  });
  test("are in its own script", async () => {
    const script = SCRIPT[locale];
    if (!script) return;
    const words = [...(await whole(locale))].filter(([, value]) => typeof value === "string");
    const foreign = words.filter(([, value]) => !script.test(String(value)));
    expect(foreign.length / words.length, foreign.map(([key]) => key).join(" ")).toBeLessThan(0.05);
  });
});
