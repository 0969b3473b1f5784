/** The words that pushes and e-mails are made of. */
import type { AlertKind, AlertSeverity } from "../../domain/alerts/schema.ts";

export type Words = {
  alerts: string;
  kind: Record<AlertKind, string>;
  severity: Record<AlertSeverity, string>;
  /** What became of an alert, where it is more than that it opened. */
  unanswered: string;
  worsened: string;
  woken: string;
  assigned: string;
  test: { title: string; body: string };
  digest: { subject: string; open: string; over: string; more: string; change: string };
};

/** In the order of `ALERT_KINDS`. */
export const kinds = (...words: string[]): Words["kind"] => {
  const [
    DUE_SOON,
    OVERDUE,
    IDLE_RATIO,
    GEOFENCE_BREACH,
    NO_HEARTBEAT,
    MAINTENANCE_DUE,
    UNEXPECTED_MOTION,
    FUEL_OUTLIER,
    FEED_SILENT,
  ] = words as [string, string, string, string, string, string, string, string, string];
  return {
    DUE_SOON,
    OVERDUE,
    IDLE_RATIO,
    GEOFENCE_BREACH,
    NO_HEARTBEAT,
    MAINTENANCE_DUE,
    UNEXPECTED_MOTION,
    FUEL_OUTLIER,
    FEED_SILENT,
  };
};
