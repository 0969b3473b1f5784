import { expect, test } from "bun:test";
import { csvOf, guardedCell } from "./csv.ts";

test("formulas become text, figures stay figures", () => {
  expect(["=1+1", "+49 30 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"].map(guardedCell)).toEqual([
    "'=1+1",
    "'+49 30 1",
    "'-2+3",
    "'@SUM(A1)",
    "'\t=1",
    "'\r=1",
  ]);
  expect(["-12.5", "+3", "-7,25", "a=b", ""].map(guardedCell)).toEqual(["-12.5", "+3", "-7,25", "a=b", ""]);
});

test("cells with quotes, separators and line breaks are quoted, lines end with CRLF", () => {
  expect(
    csvOf([
      ["a", 'say "b"', null],
      ["x,y", "l1\nl2", -3],
    ]),
  ).toBe('\uFEFFa,"say ""b""",\r\n"x,y","l1\nl2",-3\r\n');
});
