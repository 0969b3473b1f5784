import { expect, test } from "bun:test";
import { TokenBuckets } from "./token-buckets.ts";

test("a minute's worth passes at once, and then as much as time gives back", () => {
  const buckets = new TokenBuckets(60);
  for (let call = 0; call < 60; call++) expect(buckets.take("a", 1, 0).ok).toBe(true);
  expect(buckets.take("a", 1, 0)).toEqual({ ok: false, perMinute: 60, remaining: 0, resetS: 60, retryAfterS: 1 });
  expect(buckets.take("a", 1, 999).ok).toBe(false);
  expect(buckets.take("a", 1, 1_000).ok).toBe(true);
  expect(buckets.take("a", 30, 1_000)).toMatchObject({ ok: false, retryAfterS: 30 });
  expect(buckets.take("a", 30, 31_000).ok).toBe(true);
  // However long nobody asked, no more than a minute's worth is there.
  expect(buckets.take("a", 61, 10_000_000)).toMatchObject({ ok: false, remaining: 60 });
  expect(buckets.take("a", 60, 10_000_000).ok).toBe(true);
});

test("over any span no more passes than was there and has come since", () => {
  const buckets = new TokenBuckets(600);
  let passed = 0;
  for (let nowMs = 0; nowMs <= 60_000; nowMs += 7) if (buckets.take("a", 3, nowMs).ok) passed += 3;
  expect(passed).toBeLessThanOrEqual(1_200);
  expect(passed).toBeGreaterThan(1_190);
});

test("keys do not share, and the one unseen for longest is forgotten first", () => {
  const buckets = new TokenBuckets(1, 3);
  for (const key of ["a", "b", "c"]) expect(buckets.take(key, 1, 0).ok).toBe(true);
  expect(buckets.take("a", 1, 0).ok).toBe(false);
  expect(buckets.take("d", 1, 0).ok).toBe(true);
  expect(buckets.size).toBe(3);
  expect(buckets.take("a", 1, 0).ok).toBe(false);
  expect(buckets.take("b", 1, 0).ok).toBe(true);
  for (let key = 0; key < 10_000; key++) buckets.take(String(key), 1, 0);
  expect(buckets.size).toBe(3);
});
