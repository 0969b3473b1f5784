import { expect, test } from "bun:test";
import { shareData } from "./share-data.ts";

const machine = (id: string, hours: number) => ({ id, hours, site: { name: `site of ${id}` }, tags: ["a", "b"] });

test("what is equal is the very object that was there", () => {
  const before = { items: [machine("1", 10), machine("2", 20)], next: null };
  expect(shareData(before, structuredClone(before))).toBe(before);
});

test("only what has changed is new, and what holds it", () => {
  const before = { items: [machine("1", 10), machine("2", 20)], next: null };
  const after = shareData(before, { items: [machine("1", 10), machine("2", 21)], next: null });
  expect(after).toEqual({ items: [machine("1", 10), machine("2", 21)], next: null });
  expect(after.items[0]).toBe(before.items[0]);
  expect(after.items[1]).not.toBe(before.items[1]);
  expect(after.items[1]!.site).toBe(before.items[1]!.site);
});

test("items keep their object when others come before them, go, or change places", () => {
  const before = [machine("1", 1), machine("2", 2), machine("3", 3)];
  const after = shareData(before, [machine("0", 0), machine("3", 3), machine("1", 1)]);
  expect(after.map(({ id }) => id)).toEqual(["0", "3", "1"]);
  expect(after[1]).toBe(before[2]);
  expect(after[2]).toBe(before[0]);
});

test("a field that came, went or became another kind is seen", () => {
  expect(shareData({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
  expect(shareData({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(shareData<unknown>([1], { 0: 1 })).toEqual({ 0: 1 });
  expect(shareData<unknown>({ id: "1" }, null)).toBeNull();
  expect(shareData<unknown>(undefined, [1])).toEqual([1]);
});

test("neither is changed", () => {
  const before = [machine("1", 1)];
  const next = [machine("1", 2), machine("2", 2)];
  const copies = structuredClone([before, next]);
  shareData(before, next);
  expect([before, next]).toEqual(copies);
});
