import { describe, expect, test } from "bun:test";
import { nextDue, predictDue, serviceName } from "./due.ts";

const now = new Date("2026-03-01T12:00:00Z");
const facts = { dueAtHours: 1250, dueAt: null, hourMeter: 1210, averageDailyHours: 5, now };

describe("when maintenance falls due", () => {
  test("by hours at the machine's own pace", () => {
    expect(predictDue(facts)).toEqual({ hoursLeft: 40, predictedAt: new Date("2026-03-09T12:00:00Z") });
  });

  test("by the calendar, where that is sooner", () => {
    const dueAt = new Date("2026-03-04T08:00:00Z");
    expect(predictDue({ ...facts, dueAt }).predictedAt).toEqual(dueAt);
    expect(predictDue({ ...facts, dueAt: new Date("2026-04-01T00:00:00Z") }).predictedAt).toEqual(
      new Date("2026-03-09T12:00:00Z"),
    );
    expect(predictDue({ ...facts, dueAtHours: null, dueAt })).toEqual({ hoursLeft: null, predictedAt: dueAt });
  });

  test("is now once the meter has passed it", () => {
    expect(predictDue({ ...facts, hourMeter: 1262.5 })).toEqual({ hoursLeft: -12.5, predictedAt: now });
  });

  test("has no date for a machine that stands, or hardly runs", () => {
    expect(predictDue({ ...facts, averageDailyHours: 0 }).predictedAt).toBeNull();
    expect(predictDue({ ...facts, averageDailyHours: null }).predictedAt).toBeNull();
    expect(predictDue({ ...facts, averageDailyHours: 0.01 }).predictedAt).toBeNull();
  });
});

describe("the next service", () => {
  const done = { dueAtHours: 1250, intervalH: 250, intervalDays: null, doneAtHours: 1263.4, doneAt: now };

  test("counts its interval from when the last was done", () => {
    expect(nextDue(done)).toEqual({ dueAtHours: 1513.4, dueAt: null });
  });

  test("falls due by date as well where it has days", () => {
    expect(nextDue({ ...done, dueAtHours: null, intervalDays: 365 })).toEqual({
      dueAtHours: null,
      dueAt: new Date("2027-03-01T12:00:00Z"),
    });
  });

  test("does not follow what comes but once", () => {
    expect(nextDue({ ...done, dueAtHours: null })).toBeNull();
  });

  test("is named by the nearest mark", () => {
    expect(serviceName(1513.4)).toBe("500 h service: fuel and hydraulic filters");
    expect(serviceName(2003)).toStartWith("2,000 h");
    expect(serviceName(3)).toStartWith("250 h");
    expect(serviceName(3010)).toStartWith("1,000 h");
  });
});
