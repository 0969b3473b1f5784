import { describe, expect, test } from "bun:test";
import { dueState, endOfLocalDay, judgeDue, overdueFrom } from "./due.ts";

const utc = (iso: string) => new Date(iso);

test("a due time must lie in the future", () => {
  const now = utc("2026-03-01T10:00:00Z");
  expect(judgeDue({ dueAt: utc("2026-03-01T10:00:01Z"), now })).toEqual({ ok: true });
  expect(judgeDue({ dueAt: now, now })).toEqual({ ok: false, code: "rental.due_in_past" });
  expect(judgeDue({ dueAt: utc("2026-02-28T10:00:00Z"), now }).ok).toBe(false);
});

describe("dueState", () => {
  const zurich = { timeZone: "Europe/Zurich", graceMinutes: 0 };

  test("is overdue only when the day has ended at the site", () => {
    // Due at 00:00 on 10 March in Zurich: the whole day is left.
    const dueAt = utc("2026-03-09T23:00:00Z");
    expect(dueState({ dueAt, now: utc("2026-03-10T17:00:00Z"), ...zurich })).toBe("due_soon");
    expect(dueState({ dueAt, now: utc("2026-03-10T22:59:59.999Z"), ...zurich })).toBe("due_soon");
    expect(dueState({ dueAt, now: utc("2026-03-10T23:00:00Z"), ...zurich })).toBe("overdue");
  });

  test("counts the site's day and not the server's", () => {
    // 18:00 on 10 March in Los Angeles is 11 March in UTC.
    const dueAt = utc("2026-03-11T01:00:00Z");
    const site = { timeZone: "America/Los_Angeles", graceMinutes: 0 };
    expect(dueState({ dueAt, now: utc("2026-03-11T06:59:00Z"), ...site })).toBe("due_soon");
    expect(dueState({ dueAt, now: utc("2026-03-11T07:00:00Z"), ...site })).toBe("overdue");
    expect(dueState({ dueAt, now: utc("2026-03-11T07:00:00Z"), timeZone: "UTC", graceMinutes: 0 })).toBe("due_soon");
  });

  test("adds the grace after the day's end", () => {
    const dueAt = utc("2026-03-10T09:00:00Z");
    const grace = { timeZone: "Europe/Zurich", graceMinutes: 90 };
    expect(dueState({ dueAt, now: utc("2026-03-11T00:29:00Z"), ...grace })).toBe("due_soon");
    expect(dueState({ dueAt, now: utc("2026-03-11T00:30:00Z"), ...grace })).toBe("overdue");
  });

  test("is due soon from 24 h before, or as the policy says", () => {
    const dueAt = utc("2026-03-10T09:00:00Z");
    expect(dueState({ dueAt, now: utc("2026-03-09T08:59:59Z"), ...zurich })).toBe("not_due");
    expect(dueState({ dueAt, now: utc("2026-03-09T09:00:00Z"), ...zurich })).toBe("due_soon");
    expect(dueState({ dueAt, now: utc("2026-03-09T09:00:00Z"), ...zurich, dueSoonHours: 4 })).toBe("not_due");
  });

  test("refuses a zone that does not exist", () => {
    const now = utc("2026-03-10T09:00:00Z");
    expect(() => dueState({ dueAt: now, now, timeZone: "Mars/Olympus", graceMinutes: 0 })).toThrow(RangeError);
  });
});

describe("endOfLocalDay", () => {
  test.each([
    ["a plain day", "2026-06-10T12:00:00Z", "Europe/Zurich", "2026-06-10T22:00:00.000Z"],
    ["23 hours in spring", "2026-03-28T23:00:00Z", "Europe/Zurich", "2026-03-29T22:00:00.000Z"],
    ["25 hours in autumn", "2026-10-24T22:00:00Z", "Europe/Zurich", "2026-10-25T23:00:00.000Z"],
    ["a zone at a quarter past", "2026-06-10T12:00:00Z", "Asia/Kathmandu", "2026-06-10T18:15:00.000Z"],
    ["half an hour of summer time", "2026-04-04T13:00:00Z", "Australia/Lord_Howe", "2026-04-05T13:30:00.000Z"],
    ["a day that starts at one o'clock", "2026-04-23T12:00:00Z", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
    ["a clock set back at midnight", "2026-10-29T12:00:00Z", "Africa/Cairo", "2026-10-29T22:00:00.000Z"],
    ["a day left out", "2011-12-29T22:00:00Z", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
    ["the last moment of a day", "2026-06-10T21:59:59.999Z", "Europe/Zurich", "2026-06-10T22:00:00.000Z"],
    ["the first moment of a day", "2026-06-10T22:00:00Z", "Europe/Zurich", "2026-06-11T22:00:00.000Z"],
  ])("is right for %s", (_, at, timeZone, end) => {
    expect(endOfLocalDay(utc(at), timeZone).toISOString()).toBe(end);
  });

  test("is always the first minute of another date", () => {
    for (const timeZone of [
      "America/Sao_Paulo",
      "America/Havana",
      "Asia/Beirut",
      "Pacific/Chatham",
      "America/St_Johns",
      "UTC",
    ]) {
      const date = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
      for (let day = 0; day < 366; day++) {
        const at = new Date(Date.UTC(2018, 0, 1, day % 24, 17) + day * 86_400_000);
        const end = endOfLocalDay(at, timeZone).getTime();
        expect(date.format(end) > date.format(at)).toBe(true);
        expect(date.format(end - 60_000)).toBe(date.format(at));
      }
    }
  });

  test("overdueFrom adds the grace", () => {
    expect(
      overdueFrom({ dueAt: utc("2026-06-10T12:00:00Z"), timeZone: "Europe/Zurich", graceMinutes: 30 }).toISOString(),
    ).toBe("2026-06-10T22:30:00.000Z");
  });
});
