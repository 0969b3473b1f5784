import { describe, expect, test } from "bun:test";
import { createFormat, dayInZone, relativeTime } from "./format.ts";

const british = createFormat({ locale: "en-GB", timeZone: "Europe/London", units: "METRIC", currency: "GBP" });
const american = createFormat({ locale: "en-US", timeZone: "America/Chicago", units: "IMPERIAL", currency: "USD" });
const german = createFormat({ locale: "de-DE", timeZone: "Europe/Berlin", units: "METRIC", currency: "EUR" });
/** Intl varies its spaces between versions; what is asserted is the text. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("times", () => {
  test("an instant is shown in the site's zone with the zone's name, in summer and in winter", () => {
    expect(plain(british.dateTime("2026-01-15T12:00:00Z"))).toBe("15 Jan 2026, 12:00 GMT");
    expect(plain(british.dateTime("2026-07-15T12:00:00Z"))).toBe("15 Jul 2026, 13:00 BST");
    expect(plain(british.dateTime("2026-07-15T12:00:00Z", "America/New_York"))).toContain("08:00");
    expect(plain(american.time("2026-07-15T12:00:00Z"))).toBe("07:00 AM CDT");
  });
  test("the two instants of the repeated hour differ by their zone name", () => {
    const before = german.time("2026-10-25T00:30:00Z");
    const after = german.time("2026-10-25T01:30:00Z");
    expect(before).toContain("02:30");
    expect(after).toContain("02:30");
    expect(before).not.toBe(after);
  });
  test("a calendar day stays that day, whatever the reader's zone", () => {
    expect(plain(british.day("2026-11-22"))).toMatch(/^Sun,? 22 Nov$/);
    expect(plain(american.day("2026-11-22"))).toMatch(/^Sun,? Nov 22$/);
  });
  test("the day of an instant depends on the zone", () => {
    expect(dayInZone("2026-03-01T03:00:00Z", "America/Los_Angeles")).toBe("2026-02-28");
    expect(dayInZone("2026-03-01T03:00:00Z", "Asia/Tokyo")).toBe("2026-03-01");
  });
});

describe("relative times", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  test("choose the largest fitting unit, past and future", () => {
    expect(relativeTime(at(-20), now, "en")).toBe("now");
    expect(relativeTime(at(-60), now, "en")).toBe("1 minute ago");
    expect(relativeTime(at(-45 * 60), now, "en")).toBe("45 minutes ago");
    expect(relativeTime(at(3 * 3600), now, "en")).toBe("in 3 hours");
    expect(relativeTime(at(-86_400), now, "en")).toBe("yesterday");
    expect(relativeTime(at(5 * 86_400), now, "en")).toBe("in 5 days");
    expect(relativeTime(at(-400 * 86_400), now, "en")).toBe("last year");
    expect(relativeTime(at(86_400), now, "de")).toBe("morgen");
  });
  test("never say zero of a unit", () => {
    for (let seconds = 46; seconds < 40 * 86_400; seconds += 997) {
      expect(relativeTime(at(-seconds), now, "en")).not.toMatch(/\b0 /);
    }
  });
});

describe("figures", () => {
  test("follow the language", () => {
    expect(plain(british.hours(1204.5))).toBe("1,204.5 h");
    expect(plain(german.hours(1204.5))).toBe("1.204,5 h");
    expect(plain(british.percent(0.684, 1))).toBe("68.4%");
    expect(plain(german.percent(0.684))).toBe("68 %");
    expect(british.days(1)).toBe("1 day");
    expect(german.days(3)).toBe("3 Tage");
  });
  test("distances and volumes follow the organisation's units", () => {
    expect(plain(british.distance(850))).toBe("850 m");
    expect(plain(british.distance(12_400))).toBe("12.4 km");
    expect(plain(american.distance(100))).toBe("328 ft");
    expect(plain(american.distance(16_093.44))).toBe("10 mi");
    expect(plain(british.volume(84))).toBe("84 L");
    expect(plain(american.volume(84))).toBe("22.2 gal");
  });
  test("whole amounts carry no cents, others do", () => {
    expect(plain(british.money(1250))).toBe("£1,250");
    expect(plain(british.money(1250.5))).toBe("£1,250.50");
    expect(plain(german.money(1250.5))).toBe("1.250,50 €");
    expect(plain(british.money(1250, "USD"))).toBe("US$1,250");
  });
});
