import { expect, test } from "bun:test";
import { wantedNumbers } from "./wanted-numbers.ts";

test("numbers come as people list them", () => {
  expect(wantedNumbers("1004, eqx1010;EQX-1007 1004", 60)).toEqual({
    humanIds: ["EQX1004", "EQX1010", "EQX1007"],
    unknown: [],
  });
});
test("commas are those of every language", () => {
  expect(wantedNumbers("1004، 1010，1011、1012", 60).humanIds).toEqual(["EQX1004", "EQX1010", "EQX1011", "EQX1012"]);
});
test("a range counts up and stops at the most", () => {
  expect(wantedNumbers("1007-1009", 60).humanIds).toEqual(["EQX1007", "EQX1008", "EQX1009"]);
  expect(wantedNumbers("1-999999999", 60).humanIds).toHaveLength(60);
});
test("what is no number is told back, a range that runs backwards too", () => {
  expect(wantedNumbers("1004, digger, 1009-1007", 60)).toEqual({
    humanIds: ["EQX1004"],
    unknown: ["digger", "1009-1007"],
  });
  expect(wantedNumbers("  ", 60)).toEqual({ humanIds: [], unknown: [] });
});
