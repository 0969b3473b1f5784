import { describe, expect, test } from "bun:test";
import { dueInstant, presetsAhead } from "./due-presets.ts";

const iso = (at: Date | null) => at?.toISOString() ?? null;

describe("quick due dates", () => {
  const now = new Date("2026-11-22T20:30:00Z");
  test("a week later is 17:00 by the site's clock, whatever the phone's zone", () => {
    expect(iso(dueInstant({ preset: "week" }, "Europe/Berlin", now))).toBe("2026-11-29T16:00:00.000Z");
    expect(iso(dueInstant({ preset: "week" }, "America/Chicago", now))).toBe("2026-11-29T23:00:00.000Z");
    expect(iso(dueInstant({ preset: "week" }, "Asia/Kolkata", now))).toBe("2026-11-30T11:30:00.000Z");
  });
  test("the day is counted where the site is: in Auckland it is tomorrow already", () => {
    expect(iso(dueInstant({ preset: "today" }, "Pacific/Auckland", now))).toBe("2026-11-23T04:00:00.000Z");
    expect(iso(dueInstant({ preset: "tomorrow" }, "Pacific/Honolulu", now))).toBe("2026-11-24T03:00:00.000Z");
  });
  test("it stays 17:00 across a change of the clocks", () => {
    const beforeSpring = new Date("2026-03-25T12:00:00Z");
    expect(iso(dueInstant({ preset: "week" }, "Europe/Berlin", beforeSpring))).toBe("2026-04-01T15:00:00.000Z");
    const beforeAutumn = new Date("2026-10-20T12:00:00Z");
    expect(iso(dueInstant({ preset: "week" }, "Europe/Berlin", beforeAutumn))).toBe("2026-10-27T16:00:00.000Z");
  });
  test("today is not offered when its hour has passed or is upon us", () => {
    expect(presetsAhead("Europe/Berlin", now)).toEqual(["tomorrow", "week", "fourWeeks"]);
    expect(presetsAhead("Europe/Berlin", new Date("2026-11-22T15:45:00Z"))).not.toContain("today");
    expect(presetsAhead("Europe/Berlin", new Date("2026-11-22T15:30:00Z"))).toContain("today");
  });
});

describe("own due times", () => {
  test("what is typed is the site's clock", () => {
    expect(iso(dueInstant({ own: "2026-12-01T06:15" }, "America/New_York", new Date()))).toBe(
      "2026-12-01T11:15:00.000Z",
    );
  });
  test("nonsense is no time", () => {
    for (const own of ["", "2026-02-30T10:00", "2026-13-01T10:00", "tomorrow", "2026-12-01"])
      expect(dueInstant({ own }, "Europe/Berlin", new Date())).toBeNull();
  });
});
