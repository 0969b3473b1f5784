import { expect, test } from "bun:test";
import { figureText, parseFigure, stepped } from "./hours-text.ts";

test("a meter is read with point or comma", () => {
  expect(parseFigure("1204.5")).toBe(1204.5);
  expect(parseFigure(" 1204,5 ")).toBe(1204.5);
  expect(parseFigure("1204")).toBe(1204);
  expect(parseFigure("0")).toBe(0);
});

test("digits are those of every keyboard", () => {
  for (const text of ["١٢٠٤٫٥", "۱۲۰۴٫۵", "१२०४.५", "１２０４．５"]) expect(parseFigure(text)).toBe(1204.5);
});

test("what could be misread is no figure", () => {
  for (const text of ["", "1,204.5", "1.204,5", "-3", "12h", "1e3", "1 204", "1234567"])
    expect(parseFigure(text)).toBeNull();
});

test("the field shows tenths with the language's own mark and reads them back", () => {
  expect(figureText(1204.46, ",")).toBe("1204,5");
  expect(figureText(1204, ".")).toBe("1204");
  expect(parseFigure(figureText(9876.5, ","))).toBe(9876.5);
});

test("the stepper never goes below the last reading and keeps tenths clean", () => {
  expect(stepped("1204,3", 1, 1204.3)).toBe(1205.3);
  expect(stepped("1204.3", -1, 1204.3)).toBe(1204.3);
  expect(stepped("", 1, 10)).toBe(11);
});
