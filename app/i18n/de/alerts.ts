import type { alerts as source } from "../en/alerts.ts";

export const alerts: typeof source = {
  title: "Alarme",
  hint: "Sie öffnen sich von selbst und schließen, wenn ihre Ursache weg ist.",
  filter: {
    state: "Welche Alarme",
    live: "Aktuell",
    resolved: "Erledigt",
    kind: "Art",
    allKinds: "Alle Arten",
  },
  kind: {
    DUE_SOON: "Bald fällig",
    OVERDUE: "Überfällig",
    IDLE_RATIO: "Viel Leerlauf",
    GEOFENCE_BREACH: "Außerhalb der Baustelle",
    NO_HEARTBEAT: "Kein Signal",
    MAINTENANCE_DUE: "Wartung fällig",
    UNEXPECTED_MOTION: "Unerwartete Bewegung",
    FUEL_OUTLIER: "Auffälliger Verbrauch",
  },
  state: {
    OPEN: "Offen",
    ACKNOWLEDGED: "Gesehen",
    SNOOZED: "Zurückgestellt",
    RESOLVED: "Erledigt",
  },
  reason: {
    DUE_SOON: "Fällig am {{ time }}.",
    OVERDUE: "War fällig am {{ time }}.",
    IDLE_RATIO: "{{ ratio }} Leerlauf bei {{ hours }} Laufzeit, {{ days }} in Folge.",
    GEOFENCE_BREACH: "Arbeitet {{ distance }} außerhalb von {{ site }}.",
    NO_HEARTBEAT: "Meldet sich seit {{ silence }} nicht.",
    MAINTENANCE_DUE: "Wartung war bei {{ due }} fällig; der Zähler zeigt {{ meter }}, {{ over }} darüber.",
    UNEXPECTED_MOTION: "Zurückgenommen, aber {{ distance }} außerhalb von {{ site }} bewegt.",
    FUEL_OUTLIER: "Hat {{ fuel }} je Stunde verbraucht, das {{ factor }}-fache des Üblichen.",
  },
  since: "seit {{ time }}",
  resolvedAt: "erledigt {{ time }}",
  list: "Alarme, neueste zuerst",
  empty: {
    live: "Keine aktuellen Alarme",
    liveHint: "Fällige, leerlaufende, stille oder verirrte Maschinen erscheinen hier.",
    resolved: "Keine erledigten Alarme",
  },
};
