import { expect, test } from "bun:test";
import { readContentRange, readRange } from "./content-range.ts";

test("parts of an upload", () => {
  expect(readContentRange("bytes 0-99/500")).toEqual({ at: 0, bytes: 100, total: 500 });
  expect(readContentRange("bytes */500")).toEqual({ at: null, total: 500 });
  for (const bad of [
    "bytes 5-4/500",
    "bytes 0-500/500",
    "bytes 0-99/*",
    "bytes -5/500",
    "items 0-1/2",
    "",
    "bytes 0-1/2, 3-4/5",
  ])
    expect(readContentRange(bad)).toBeNull();
});

test("parts of a download", () => {
  expect(readRange("bytes=0-", 10)).toEqual({ start: 0, end: 10 });
  expect(readRange("bytes=2-4", 10)).toEqual({ start: 2, end: 5 });
  expect(readRange("bytes=8-99", 10)).toEqual({ start: 8, end: 10 });
  expect(readRange("bytes=-3", 10)).toEqual({ start: 7, end: 10 });
  expect(readRange("bytes=10-", 10)).toBe("unsatisfiable");
  for (const whole of [undefined, "", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=1-2"])
    expect(readRange(whole, 10)).toBeNull();
});
