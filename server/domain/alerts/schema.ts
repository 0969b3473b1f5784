/** Words of alerts. */
export const ALERT_KINDS = [
  "DUE_SOON",
  "OVERDUE",
  "IDLE_RATIO",
  "GEOFENCE_BREACH",
  "NO_HEARTBEAT",
  "MAINTENANCE_DUE",
  "UNEXPECTED_MOTION",
  "FUEL_OUTLIER",
  "FEED_SILENT",
] as const;
export const ALERT_STATES = ["OPEN", "ACKNOWLEDGED", "SNOOZED", "RESOLVED"] as const;
export const ALERT_SEVERITIES = ["INFO", "WARNING", "CRITICAL"] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export type AlertKind = (typeof ALERT_KINDS)[number];
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];
