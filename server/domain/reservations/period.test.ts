import { describe, expect, test } from "bun:test";
import { daysOf, dueAtOf, judgePeriod, type ReservedPeriod } from "./period.ts";

const now = new Date("2026-03-02T10:00:00Z");
const judge = (from: string, to: string, timeZone = "Europe/Berlin", more: object = {}) =>
  judgePeriod({ from, to, timeZone, now, ...more });
const period = (from: string, to: string, timeZone?: string) => {
  const verdict = judge(from, to, timeZone);
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict as ReservedPeriod;
};

describe("a period", () => {
  test("of days is whole days at the place", () => {
    expect(period("2026-03-03", "2026-03-05")).toMatchObject({
      startsAt: new Date("2026-03-02T23:00:00Z"),
      endsAt: new Date("2026-03-05T23:00:00Z"),
      fromDay: "2026-03-03",
      toDay: "2026-03-05",
    });
    expect(period("2026-03-03", "2026-03-03", "America/Denver").startsAt).toEqual(new Date("2026-03-03T07:00:00Z"));
  });

  test("over a change of the clocks is an hour shorter or longer", () => {
    const hours = ({ startsAt, endsAt }: ReservedPeriod) => (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
    expect(hours(period("2026-03-29", "2026-03-29"))).toBe(23);
    expect(hours(period("2026-10-25", "2026-10-25"))).toBe(25);
    expect(daysOf(period("2026-03-28", "2026-03-30"))).toBe(3);
  });

  test("of instants touches the days on which it begins and ends there", () => {
    expect(period("2026-03-03T22:30:00Z", "2026-03-04T23:00:00Z")).toMatchObject({
      fromDay: "2026-03-03",
      toDay: "2026-03-04",
    });
    expect(period("2026-03-03T22:30:00Z", "2026-03-04T23:00:00Z", "Asia/Tokyo")).toMatchObject({
      fromDay: "2026-03-04",
      toDay: "2026-03-05",
    });
  });

  test("may begin on the present day, judged at the place", () => {
    expect(judge("2026-03-02", "2026-03-02").ok).toBe(true);
    expect(judge("2026-03-01", "2026-03-03")).toMatchObject({ ok: false, code: "reservation.in_past", field: "from" });
    // In Auckland it is 23:00 on the second; in Honolulu midnight.
    expect(judge("2026-03-02", "2026-03-02", "Pacific/Auckland").ok).toBe(true);
    expect(judge("2026-03-01", "2026-03-02", "Pacific/Auckland").ok).toBe(false);
  });

  test("keeps a start that was agreed on before, but moves it no further back", () => {
    const startsBefore = new Date("2026-02-26T23:00:00Z");
    expect(judge("2026-02-27", "2026-03-05", "Europe/Berlin", { startsBefore }).ok).toBe(true);
    expect(judge("2026-02-26", "2026-03-05", "Europe/Berlin", { startsBefore }).ok).toBe(false);
    expect(judge("2026-02-27", "2026-02-28", "Europe/Berlin", { startsBefore })).toMatchObject({
      code: "reservation.in_past",
    });
  });

  test.each([
    ["2026-03-05", "2026-03-04", "reservation.ends_before_start"],
    ["2026-03-05T10:00:00Z", "2026-03-05T10:00:00Z", "reservation.ends_before_start"],
    ["2026-03-02T08:00:00Z", "2026-03-02T09:59:00Z", "reservation.in_past"],
    ["2026-03-05", "2028-03-05", "reservation.too_far"],
  ])("from %s to %s is refused: %s", (from, to, code) => {
    expect(judge(from, to)).toMatchObject({ ok: false, code });
  });
});

test("a machine that is reserved by days is due in the afternoon of the last one", () => {
  expect(dueAtOf(period("2026-03-03", "2026-03-05"), "Europe/Berlin")).toEqual(new Date("2026-03-05T16:00:00Z"));
  const instants = period("2026-03-03T08:00:00Z", "2026-03-04T12:00:00Z");
  expect(dueAtOf(instants, "Europe/Berlin")).toEqual(instants.endsAt);
  // From the evening on to the end of the day.
  const evening = period("2026-03-03T19:00:00Z", "2026-03-03T23:00:00Z");
  expect(dueAtOf(evening, "Europe/Berlin")).toEqual(new Date("2026-03-03T22:59:00Z"));
});
