import { describe, expect, test } from "bun:test";
import { ALERT_KINDS, type AlertKind } from "../../domain/alerts/schema.ts";
import { LANGUAGES } from "../../domain/notifications/words.ts";
import { reasonText } from "./reason-text.ts";

const samples: Record<AlertKind, Record<string, unknown>> = {
  DUE_SOON: { dueAt: "2026-11-24T16:00:00.000Z", timeZone: "Europe/Berlin" },
  OVERDUE: { dueAt: "2026-11-20T16:00:00.000Z", timeZone: "Asia/Kolkata" },
  IDLE_RATIO: { days: 3, idleH: 14.2, runtimeH: 22, idleRatio: 0.65 },
  GEOFENCE_BREACH: { distanceM: 1840, siteName: "Harbour" },
  NO_HEARTBEAT: { silentHours: 90 },
  MAINTENANCE_DUE: { dueAtHours: 8250, hourMeter: 8282.7 },
  UNEXPECTED_MOTION: { distanceM: 640, siteName: "Köln-Nord yard" },
  FUEL_OUTLIER: { litres: 420, runtimeH: 10, factor: 2.4 },
  FEED_SILENT: { feedName: "VisionLink", machines: 12, silentHours: 40 },
};

describe("the reason of an alert in a push", () => {
  for (const kind of ALERT_KINDS)
    test(`${kind}: is a whole sentence of its own in each language`, () => {
      const sentences = LANGUAGES.map((language) => reasonText(kind, samples[kind], language)!);
      expect(new Set(sentences).size).toBe(LANGUAGES.length);
      for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined|null|NaN/);
    });

  test("says what the screens say", () => {
    const plain = (text: string | null) => text!.replaceAll(/[\u00a0\u202f]/g, " ");
    expect(plain(reasonText("OVERDUE", samples.OVERDUE, "de"))).toBe("War fällig am 20. Nov. 2026, 21:30 GMT+5:30.");
    expect(plain(reasonText("GEOFENCE_BREACH", samples.GEOFENCE_BREACH, "de"))).toBe(
      "Arbeitet 1,8 km außerhalb von Harbour.",
    );
    expect(plain(reasonText("NO_HEARTBEAT", { silentHours: 13 }, "de"))).toBe("Meldet sich seit 13 h nicht.");
  });

  test("is left out where the figures do not carry it", () => {
    for (const kind of ALERT_KINDS) expect(reasonText(kind, {}, "fr")).toBeNull();
  });
});
