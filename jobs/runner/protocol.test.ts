import { describe, expect, test } from "bun:test";
import { readMatch, readOutcome, readRetryAfter, readUntil } from "./protocol.ts";

describe("readUntil", () => {
  test.each([
    ["1s", 1_000],
    ["1d2h30m", 95_400_000],
    ["2w", 1_209_600_000],
    ["", 0],
  ])("%p is that long from now", (text, ms) => {
    const before = Date.now();
    const until = readUntil(text).getTime();
    expect(until - ms).toBeGreaterThanOrEqual(before);
    expect(until - ms).toBeLessThanOrEqual(Date.now());
  });

  test("reads an instant, and throws on anything else", () => {
    expect(readUntil("2026-11-22T10:00:00.000Z").getTime()).toBe(Date.UTC(2026, 10, 22, 10));
    expect(() => readUntil("soon")).toThrow("soon");
  });
});

test("readMatch takes equality of one path and nothing cleverer", () => {
  expect(readMatch("event.data.rental.id == async.data.rental.id")).toEqual(["data", "rental", "id"]);
  expect(readMatch(undefined)).toBeNull();
  for (const other of ["event.data.a == async.data.b", "async.data.n > 3", "event.data.a == async.data.a || true"])
    expect(() => readMatch(other)).toThrow("use match instead of if");
});

test("readRetryAfter takes seconds and dates", () => {
  expect(readRetryAfter("2026-11-22T10:00:00.000Z")).toEqual(new Date("2026-11-22T10:00:00.000Z"));
  expect(Math.round((readRetryAfter("90")!.getTime() - Date.now()) / 1000)).toBe(90);
  expect(readRetryAfter(null)).toBeNull();
  expect(readRetryAfter("whenever")).toBeNull();
});

describe("readOutcome", () => {
  test("400 and the no-retry header end the tries, a plain 500 does not", async () => {
    const answer = (status: number, headers: Record<string, string> = {}) =>
      readOutcome(new Response('{"name":"E","message":"m"}', { status, headers }));
    expect(await answer(400)).toMatchObject({ kind: "failed", retriable: false, error: { name: "E", message: "m" } });
    expect(await answer(500, { "x-inngest-no-retry": "true" })).toMatchObject({ retriable: false });
    expect(await answer(500)).toMatchObject({ retriable: true });
    expect(await readOutcome(new Response('{"error":"Could not find step"}', { status: 500 }))).toMatchObject({
      error: { message: "Could not find step" },
    });
  });

  test("a status that a call can not have is an error, not a result", async () => {
    await expect(readOutcome(new Response("", { status: 401 }))).rejects.toThrow("401");
  });
});
