import { expect, test } from "bun:test";
import { directionOf, formatLocale, languageNames, locales, pickLocale } from "./locale.ts";

test("the first language that exists wins, regions aside", () => {
  expect(pickLocale(["it-IT", "de-AT", "en"])).toBe("de");
  expect(pickLocale(["pt-BR"])).toBe("pt");
  expect(pickLocale(["zh-Hans-CN", "en"])).toBe("zh");
  expect(pickLocale(["sv"])).toBe("en");
  expect(pickLocale([])).toBe("en");
});

test("lines run the way the language's script runs", () => {
  const rightToLeft = locales.filter((locale) => directionOf(locale) === "rtl");
  expect(rightToLeft).toEqual(["ar"]);
  expect(locales.map((locale) => languageNames[locale]).join("")).toMatch(/^[\p{L}\p{M}]+$/u);
});

test("formats are regional only in the organisation's own language", () => {
  expect(formatLocale("en", "en-GB")).toBe("en-GB");
  expect(formatLocale("de", "en-GB")).toBe("de");
  expect(formatLocale("de", undefined)).toBe("de");
  expect(formatLocale("en", "de-DE")).toBe("en-GB");
});
