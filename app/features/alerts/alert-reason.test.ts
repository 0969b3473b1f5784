import { describe, expect, test } from "bun:test";
import { ALERT_KINDS, type AlertKind } from "../../../server/domain/alerts/schema.ts";
import { alertPage as german } from "../../i18n/de/alert-page.ts";
import { alertPage as english } from "../../i18n/en/alert-page.ts";
import { createFormat } from "../../lib/format.ts";
import { reasonKey, reasonValues } from "../../../server/domain/alerts/reason-figures.ts";

const format = createFormat({ locale: "en-GB", timeZone: "Europe/London", units: "METRIC", currency: "GBP" });
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const samples: Record<AlertKind, Record<string, unknown>> = {
  DUE_SOON: {
    dueAt: "2026-11-24T16:00:00.000Z",
    at: "2026-11-23T16:00:00.000Z",
    siteName: "Harbour",
    timeZone: "Europe/Berlin",
    graceMinutes: 0,
    dueSoonHours: 24,
  },
  OVERDUE: {
    dueAt: "2026-11-20T16:00:00.000Z",
    at: "2026-11-22T16:00:00.000Z",
    siteName: null,
    timeZone: "Europe/Berlin",
    graceMinutes: 0,
    dueSoonHours: 24,
  },
  IDLE_RATIO: { days: 3, idleH: 14.2, runtimeH: 22, idleRatio: 0.65 },
  GEOFENCE_BREACH: { distanceM: 840, runtimeH: 3, siteName: "Harbour" },
  NO_HEARTBEAT: { silentHours: 90, cadenceS: 3600, lastSeenAt: "2026-11-20T16:00:00.000Z" },
  MAINTENANCE_DUE: { service: "250 h", dueAtHours: 8250, hourMeter: 8282.7 },
  UNEXPECTED_MOTION: { distanceM: 1840, siteName: "Köln-Nord yard" },
  FUEL_OUTLIER: { litres: 420, runtimeH: 10, litresPerHour: 42, factor: 2.4 },
  FEED_SILENT: { feedName: "VisionLink", machines: 12, silentHours: 40, cadenceS: 86_400 },
};

describe("the reason of an alert", () => {
  for (const kind of ALERT_KINDS) {
    test(`${kind}: its figures fill every gap of both languages' sentences`, () => {
      const values = reasonValues(kind, samples[kind], format)!;
      for (const sentence of [english.reason[kind], german.reason[kind]]) {
        const gaps = [...sentence.matchAll(/\{\{ (\w+) \}\}/g)].map((match) => match[1]!);
        expect(gaps.length).toBeGreaterThan(0);
        for (const gap of gaps) expect(values[gap]).toBeTruthy();
      }
    });
    test(`${kind}: without its figures the server's sentence is kept`, () => {
      expect(reasonValues(kind, {}, format)).toBeNull();
    });
  }
  test("a service that is near, or due by date, has its own sentences", () => {
    const near = { level: "soft", dueAtHours: 8250, hourMeter: 8240, hoursOver: -10, limit: 25 };
    const dated = {
      level: "hard",
      dueAt: "2026-11-20T16:00:00.000Z",
      timeZone: "Europe/Berlin",
      dueAtHours: 9000,
      hourMeter: 8240,
      hoursOver: -760,
      limit: 25,
    };
    expect(reasonKey("MAINTENANCE_DUE", near)).toBe("MAINTENANCE_SOON");
    expect(plain(reasonValues("MAINTENANCE_DUE", near, format)!["left"]!)).toBe("10.0 h");
    expect(reasonKey("MAINTENANCE_DUE", dated)).toBe("MAINTENANCE_DATE");
    expect(reasonKey("MAINTENANCE_DUE", { ...dated, level: "soft" })).toBe("MAINTENANCE_DATE_SOON");
    expect(plain(reasonValues("MAINTENANCE_DUE", dated, format)!["time"]!)).toBe("20 Nov 2026, 17:00 CET");
    for (const sentences of [english.reason, german.reason])
      for (const [key, facts] of [
        ["MAINTENANCE_SOON", near],
        ["MAINTENANCE_DATE", dated],
        ["MAINTENANCE_DATE_SOON", dated],
      ] as const)
        for (const [, gap] of sentences[key].matchAll(/\{\{ (\w+) \}\}/g))
          expect(reasonValues("MAINTENANCE_DUE", facts, format)![gap!]).toBeTruthy();
  });
  test("a due time is the site's, with the zone named", () => {
    expect(plain(reasonValues("DUE_SOON", samples.DUE_SOON, format)!["time"]!)).toBe("24 Nov 2026, 17:00 CET");
  });
  test("silence is counted in hours at first and in days later", () => {
    expect(plain(reasonValues("NO_HEARTBEAT", { silentHours: 13 }, format)!["silence"]!)).toBe("13 h");
    expect(plain(reasonValues("NO_HEARTBEAT", { silentHours: 90 }, format)!["silence"]!)).toBe("3 days");
  });
});
