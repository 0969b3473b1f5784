import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "Vence el {{ time }}.",
  OVERDUE: "Venció el {{ time }}.",
  IDLE_RATIO: "{{ ratio }} al ralentí de {{ hours }} de marcha, durante {{ days }} seguidos.",
  GEOFENCE_BREACH: "Trabaja a {{ distance }} fuera de {{ site }}.",
  NO_HEARTBEAT: "Sin noticias desde hace {{ silence }}.",
  MAINTENANCE_DUE: "El servicio tocaba a {{ due }}; el horómetro marca {{ meter }}, {{ over }} de más.",
  UNEXPECTED_MOTION: "Recibida, pero se movió a {{ distance }} fuera de {{ site }}.",
  FUEL_OUTLIER: "Gastó {{ fuel }} por hora, {{ factor }} veces lo habitual.",
  FEED_SILENT: "{{ feed }} no envía datos desde hace {{ silence }}, ni sus {{ machines }} máquinas.",
  MAINTENANCE_SOON: "El servicio toca a {{ due }}; el horómetro marca {{ meter }}, faltan {{ left }}.",
  MAINTENANCE_DATE: "El servicio tocaba el {{ time }}.",
  MAINTENANCE_DATE_SOON: "El servicio toca el {{ time }}.",
};
