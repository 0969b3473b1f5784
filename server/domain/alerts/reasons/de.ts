import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "Fällig am {{ time }}.",
  OVERDUE: "War fällig am {{ time }}.",
  IDLE_RATIO: "{{ ratio }} Leerlauf bei {{ hours }} Laufzeit, {{ days }} in Folge.",
  GEOFENCE_BREACH: "Arbeitet {{ distance }} außerhalb von {{ site }}.",
  NO_HEARTBEAT: "Meldet sich seit {{ silence }} nicht.",
  MAINTENANCE_DUE: "Wartung war bei {{ due }} fällig; der Zähler zeigt {{ meter }}, {{ over }} darüber.",
  UNEXPECTED_MOTION: "Zurückgenommen, aber {{ distance }} außerhalb von {{ site }} bewegt.",
  FUEL_OUTLIER: "Hat {{ fuel }} je Stunde verbraucht, das {{ factor }}-fache des Üblichen.",
  FEED_SILENT: "{{ feed }} ist seit {{ silence }} stumm, und damit alle {{ machines }} Maschinen.",
  MAINTENANCE_SOON: "Wartung ist bei {{ due }} fällig; der Zähler zeigt {{ meter }}, noch {{ left }}.",
  MAINTENANCE_DATE: "Wartung war am {{ time }} fällig.",
  MAINTENANCE_DATE_SOON: "Wartung ist am {{ time }} fällig.",
};
