import type { alerts as source } from "../en/alerts.ts";

export const alerts: typeof source = {
  title: "Alarme",
  kind: {
    DUE_SOON: "Bald fällig",
    OVERDUE: "Überfällig",
    IDLE_RATIO: "Viel Leerlauf",
    GEOFENCE_BREACH: "Außerhalb der Baustelle",
    NO_HEARTBEAT: "Kein Signal",
    MAINTENANCE_DUE: "Wartung fällig",
    UNEXPECTED_MOTION: "Unerwartete Bewegung",
    FUEL_OUTLIER: "Auffälliger Verbrauch",
    FEED_SILENT: "Datenquelle stumm",
  },
  state: {
    OPEN: "Offen",
    ACKNOWLEDGED: "Gesehen",
    SNOOZED: "Zurückgestellt",
    RESOLVED: "Erledigt",
  },
};
