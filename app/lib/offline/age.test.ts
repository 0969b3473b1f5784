import { expect, test } from "bun:test";
import { ageOf } from "./age.ts";

const query = (dataUpdatedAt: number, data: unknown = {}, fetchStatus = "idle", active = true) => ({
  isActive: () => active,
  state: { dataUpdatedAt, data, fetchStatus },
});

test("a screen is as old as its oldest answer; what no screen shows and what never was an answer do not count", () => {
  expect(ageOf([query(30), query(20), query(10, {}, "idle", false), query(0)])).toEqual({
    since: 20,
    isMissing: false,
  });
  expect(ageOf([query(0)])).toEqual({ since: null, isMissing: false });
});

const unasked = (active: boolean) => ({
  isActive: () => active,
  state: { dataUpdatedAt: 0, data: undefined, fetchStatus: "paused" },
});

test("a question that waits for a connection without an older answer is missing", () => {
  expect(ageOf([query(20), unasked(true)])).toEqual({ since: 20, isMissing: true });
  expect(ageOf([unasked(false)])).toEqual({ since: null, isMissing: false });
});
