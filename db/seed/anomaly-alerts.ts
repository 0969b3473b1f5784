/** The words and numbers of alerts about planted anomalies. */
import type { AlertKind, AlertSeverity } from "../../server/domain/alerts/schema.ts";
import type { Calendar } from "./calendar.ts";
import type { Anomaly, Machine, Site } from "./model.ts";
import { cadenceOf } from "./model.ts";

const HOUR_MS = 3_600_000;

/** An alert's kind and words; `openedAt` where the day's evening is not when it opened. */
type Told = {
  kind: AlertKind;
  severity: AlertSeverity;
  reason: string;
  facts: Record<string, unknown>;
  openedAt?: Date;
};

/** What an alert about a planted anomaly says; null for those that raise none. */
export function tellAnomaly(machine: Machine, anomaly: Anomaly, site: Site, calendar: Calendar): Told | null {
  const { humanId } = machine;
  const sum = (days: Int16Array) =>
    days.subarray(anomaly.from, anomaly.to + 1).reduce((total, value) => total + Math.max(0, value), 0) / 10;
  const runtimeH = sum(machine.runtime);
  const idleH = sum(machine.idle);
  const days = anomaly.to - anomaly.from + 1;
  switch (anomaly.kind) {
    case "IDLE_RATIO":
      return {
        kind: "IDLE_RATIO",
        severity: "WARNING",
        reason: `${humanId} idled ${Math.round((idleH / runtimeH) * 100)} % of its ${runtimeH.toFixed(1)} h at ${site.name}, on ${days} days in a row.`,
        facts: { days, idleH, runtimeH, idleRatio: Math.round((idleH / runtimeH) * 100) / 100 },
      };
    case "OFF_SITE_MOTION":
      return {
        kind: "GEOFENCE_BREACH",
        severity: "CRITICAL",
        reason: `${humanId} is working ${Number(anomaly.detail.awayM)} m outside the fence of ${site.name}.`,
        facts: { distanceM: anomaly.detail.awayM, runtimeH, siteName: site.name },
        openedAt: machine.lastSeenAt,
      };
    case "UNEXPECTED_MOTION":
      return {
        kind: "UNEXPECTED_MOTION",
        severity: "CRITICAL",
        reason: `${humanId} is checked in but moved to ${Number(anomaly.detail.awayM)} m outside ${site.name}.`,
        facts: { distanceM: anomaly.detail.awayM, siteName: site.name },
        openedAt: machine.lastSeenAt,
      };
    case "SILENCE": {
      const hours = Math.floor((calendar.now.getTime() - machine.lastSeenAt.getTime()) / HOUR_MS);
      return {
        kind: "NO_HEARTBEAT",
        severity: machine.fate === "LOST" ? "CRITICAL" : "WARNING",
        reason: `${humanId} has not reported for ${Math.floor(hours / 24)} days; its feed reports ${cadenceOf(machine)}.`,
        facts: { silentHours: hours, cadenceS: machine.feedCadenceS, lastSeenAt: machine.lastSeenAt.toISOString() },
        openedAt: new Date(
          Math.min(machine.lastSeenAt.getTime() + 3 * machine.feedCadenceS * 1000, calendar.now.getTime() - 60_000),
        ),
      };
    }
    case "FUEL_OUTLIER": {
      const litres = machine.fuel[anomaly.from]! / 10;
      const perHour = Math.round((litres / runtimeH) * 10) / 10;
      return {
        kind: "FUEL_OUTLIER",
        severity: "WARNING",
        reason: `${humanId} burned ${perHour} L/h at ${site.name}, ${Number(anomaly.detail.factor)} times what it usually does.`,
        facts: { litres, runtimeH, litresPerHour: perHour, factor: anomaly.detail.factor },
      };
    }
    default:
      return null; // A meter that cannot be true is quarantined with its reading and raises no alert.
  }
}
