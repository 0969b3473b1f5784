export const alerts = {
  title: "Alerts",
  kind: {
    DUE_SOON: "Due soon",
    OVERDUE: "Overdue",
    IDLE_RATIO: "Much idling",
    GEOFENCE_BREACH: "Outside its site",
    NO_HEARTBEAT: "No signal",
    MAINTENANCE_DUE: "Service due",
    UNEXPECTED_MOTION: "Unexpected motion",
    FUEL_OUTLIER: "Unusual fuel use",
    FEED_SILENT: "Feed silent",
  },
  state: {
    OPEN: "Open",
    ACKNOWLEDGED: "Acknowledged",
    SNOOZED: "Snoozed",
    RESOLVED: "Resolved",
  },
};
