import { expect, test } from "bun:test";
import { unstorableTextAt } from "./storable-text.ts";

test.each([
  ["a NUL character", { notes: "a\0b" }, "notes"],
  ["the first half of a pair", { site: { names: ["ok", "\ud83d"] } }, "site.names.1"],
  ["the second half of a pair", "\udc4d", ""],
])("%s is found, however deep", (_what, value, path) => expect(unstorableTextAt(value)).toBe(path));

test.each([[null], [undefined], [1], [true], [{ notes: "höher 👍\n\t\u0001", list: [{}, null, "…"] }]])(
  "%p is good",
  (value) => expect(unstorableTextAt(value)).toBeNull(),
);
