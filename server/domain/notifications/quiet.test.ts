import { describe, expect, test } from "bun:test";
import { quietUntil } from "./quiet.ts";

const night = { quiet: { from: "22:00", to: "06:00" }, timeZone: "Europe/Berlin" };
const until = (settings: typeof night, at: string) => quietUntil(settings, new Date(at))?.toISOString() ?? null;

describe("quiet hours", () => {
  test("run over midnight, by the clocks of the person's zone", () => {
    expect(until(night, "2026-07-01T19:59:59Z")).toBeNull();
    expect(until(night, "2026-07-01T20:00:00Z")).toBe("2026-07-02T04:00:00.000Z");
    expect(until(night, "2026-07-02T03:59:59Z")).toBe("2026-07-02T04:00:00.000Z");
    expect(until(night, "2026-07-02T04:00:00Z")).toBeNull();
    expect(until({ ...night, timeZone: "America/Denver" }, "2026-07-02T05:00:00Z")).toBe("2026-07-02T12:00:00.000Z");
  });

  test("within a day", () => {
    const noon = { quiet: { from: "12:00", to: "13:30" }, timeZone: "Asia/Kolkata" };
    expect(until(noon, "2026-07-01T06:30:00Z")).toBe("2026-07-01T08:00:00.000Z");
    expect(until(noon, "2026-07-01T06:29:00Z")).toBeNull();
    expect(until(noon, "2026-07-01T08:00:00Z")).toBeNull();
  });

  test("end when clocks say so, on the nights on which those are changed too", () => {
    // Clocks go from 2 to 3 on 29 March, and from 3 to 2 on 25 October.
    expect(until(night, "2026-03-28T21:00:00Z")).toBe("2026-03-29T04:00:00.000Z");
    expect(until(night, "2026-10-24T20:00:00Z")).toBe("2026-10-25T05:00:00.000Z");
    const skipped = { quiet: { from: "23:00", to: "02:30" }, timeZone: "Europe/Berlin" };
    expect(until(skipped, "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:30:00.000Z");
    // 02:30 comes twice: the first ends it, and the second 02:10 is not quiet again.
    expect(until(skipped, "2026-10-25T00:10:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(until(skipped, "2026-10-25T01:10:00Z")).toBeNull();
  });

  test("end always later than now, and within the night, all the year round", () => {
    for (const timeZone of ["Europe/Berlin", "Australia/Lord_Howe"])
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 30 * 60_000) {
        const end = quietUntil({ ...night, timeZone }, new Date(at));
        if (end && (end.getTime() <= at || end.getTime() - at > 9.5 * 3_600_000))
          throw new Error(`${timeZone} ${new Date(at).toISOString()} ${end.toISOString()}`);
      }
  });

  test("none where a person has none", () => {
    expect(quietUntil({ quiet: null, timeZone: "UTC" }, new Date())).toBeNull();
  });
});
