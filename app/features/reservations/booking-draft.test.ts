import { expect, test } from "bun:test";
import { draftFrom, namesIn, problemsOf, type BookingDraft } from "./booking-draft.ts";

const about = { today: "2026-03-02", dealers: 1 };
const draft = (changes: Partial<BookingDraft>) => ({
  ...draftFrom({ type: "DOZER", from: "2026-03-03", to: "2026-03-05", siteId: "site" }),
  ...changes,
});

test("starts from what the address knows, and forgets what it mistypes", () => {
  expect(draftFrom({ humanId: " eqx1004 ", from: "2026-03-03" })).toMatchObject({
    by: "machine",
    humanId: "EQX1004",
    from: "2026-03-03",
    to: "2026-03-03",
  });
  expect(draftFrom({ type: "TANK", from: "tomorrow" })).toMatchObject({ by: "type", type: null, from: "", to: "" });
});

test("is ready when nothing is missing", () => {
  expect(problemsOf(draft({}), about)).toEqual({});
  expect(problemsOf(draft({ by: "machine", type: null, humanId: "EQX1" }), about)).toEqual({});
});

test.each<[string, Partial<BookingDraft>, object, object?]>([
  ["no type", { type: null }, { type: "type" }],
  ["no machine", { by: "machine" }, { humanId: "machine" }],
  ["half a machine", { quantity: "1.5" }, { quantity: "quantity" }],
  ["too many", { quantity: "101" }, { quantity: "quantity" }],
  ["no site", { siteId: null }, { siteId: "site" }],
  ["one dealer of several", {}, { dealerId: "dealer" }, { dealers: 2 }],
  ["no days", { from: "", to: "" }, { from: "from", to: "to" }],
  ["the wrong way round", { to: "2026-03-02" }, { to: "order" }],
  ["a day that is over", { from: "2026-03-01" }, { from: "past" }],
])("says what is wrong: %s", (_about, changes, problems, more = {}) => {
  expect(problemsOf(draft(changes), { ...about, ...more })).toEqual(problems);
});

test("reads names between commas", () => {
  expect(namesIn(" bucket 60 cm, hammer,, hammer ")).toEqual(["bucket 60 cm", "hammer"]);
  expect(namesIn("جردل، مطرقة")).toEqual(["جردل", "مطرقة"]);
  expect(namesIn("")).toEqual([]);
});
