import { expect, test } from "bun:test";
import { formatLocale, pickLocale } from "./locale.ts";

test("the first language that exists wins, regions aside", () => {
  expect(pickLocale(["fr-FR", "de-AT", "en"])).toBe("de");
  expect(pickLocale(["pt-BR"])).toBe("en");
  expect(pickLocale([])).toBe("en");
});

test("formats are regional only in the organisation's own language", () => {
  expect(formatLocale("en", "en-GB")).toBe("en-GB");
  expect(formatLocale("de", "en-GB")).toBe("de");
  expect(formatLocale("de", undefined)).toBe("de");
  expect(formatLocale("en", "de-DE")).toBe("en-GB");
});
