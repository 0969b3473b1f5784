import { describe, expect, test } from "bun:test";
import { flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { ERRORS } from "../../server/domain/errors.ts";
import { de } from "../i18n/de.ts";
import { en } from "../i18n/en.ts";
import { errorCode, errorSentence, isNetworkError, isUnauthorized } from "./errors.ts";

const dictionary = flatten(en);
const t = translator(() => dictionary, resolveTemplate);
const refusal = (appCode: string, message = "The server's own words.") => ({
  message,
  data: { appCode, code: "CONFLICT", httpStatus: 409 },
});

describe("errorSentence", () => {
  test("a known code gives the sentence of the language on screen", () => {
    expect(errorSentence(refusal("rental.already_out"), t)).toBe(en.errors["rental.already_out"]);
    expect(errorSentence(refusal("not_found"), t)).toBe(en.errors.not_found);
  });
  test("an unknown code falls back to the server's sentence", () => {
    expect(errorSentence(refusal("crane.too_tall"), t)).toBe("The server's own words.");
    expect(errorSentence(refusal("crane.too_tall", ""), t)).toBe(en.errors.unknown);
  });
  test("a failure without our code is told by its status", () => {
    expect(errorSentence({ message: "x", data: { code: "TOO_MANY_REQUESTS" } }, t)).toBe(en.errors["rate.limited"]);
    expect(errorSentence({ message: "secret stack", data: { code: "TEAPOT" } }, t)).toBe(en.errors.unknown);
  });
  test("no answer at all is a matter of the connection, whatever the browser calls it", () => {
    expect(errorSentence(new TypeError("Failed to fetch"), t)).toBe(en.errors.network);
    expect(errorSentence("boom", t)).toBe(en.errors.unknown);
  });
  test("every code of the server has a sentence in both languages", () => {
    for (const code of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      expect(en.errors[code]?.length).toBeGreaterThan(10);
      expect(de.errors[code]?.length).toBeGreaterThan(10);
    }
  });
});

describe("reading an error", () => {
  test("tells codes, lost sessions and lost connections apart", () => {
    expect(errorCode(refusal("rental.not_out"))).toBe("rental.not_out");
    expect(errorCode(new Error("x"))).toBeNull();
    expect(isUnauthorized({ data: { httpStatus: 401 } })).toBe(true);
    expect(isUnauthorized(refusal("rental.not_out"))).toBe(false);
    expect(isNetworkError(new TypeError("Load failed"))).toBe(true);
    expect(isNetworkError(refusal("rental.not_out"))).toBe(false);
  });
});
