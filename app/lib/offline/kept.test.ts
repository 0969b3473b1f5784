import { expect, test } from "bun:test";
import { type Answer, DAY_MS, fitting, isKept, KEPT, MOST_CHARS } from "./kept.ts";

const NOW = 1_800_000_000_000;
const answer = (path: string, input: unknown, ageMs = 0, data: unknown = {}): Answer => ({
  queryKey: [path.split("."), { input }],
  state: { dataUpdatedAt: NOW - ageMs, data },
});

test("only what a person in the yard needs is kept: no money, no members, no settings", () => {
  expect(isKept([["sites", "list"], { input: {}, type: "every" }])).toBe(true);
  for (const path of ["assets.record", "rates.list", "members.list", "credentials.clients", "iam.me", "toString"])
    expect([path, isKept([path.split(".")])]).toEqual([path, false]);
  expect(isKept(["plain"])).toBe(false);
});

test("of each kind the newest are kept, and none that is a week old", () => {
  const many = Array.from({ length: KEPT["assets.get"]! + 5 }, (_, at) => answer("assets.get", at, at * 1000));
  const kept = fitting([...many.toReversed(), answer("tasks.list", {}, 8 * DAY_MS), answer("sites.list", {})], NOW);
  expect(kept.filter(({ queryKey }) => isKept(queryKey))).toHaveLength(KEPT["assets.get"]! + 1);
  expect(kept).toContain(many[0]!);
  expect(kept).not.toContain(many.at(-1)!);
  expect(kept.map(({ queryKey }) => String(queryKey[0]))).not.toContain("tasks,list");
});

test("an answer that does not fit makes way for smaller ones, and the whole stays within its bound", () => {
  const big = answer("assets.list", 1, 5, "x".repeat(MOST_CHARS - 100));
  const bigger = answer("assets.list", 2, 6, "x".repeat(200));
  const small = answer("sites.list", 3, 7, "x".repeat(10));
  expect(fitting([big, bigger, small], NOW)).toEqual([big, small]);
});
