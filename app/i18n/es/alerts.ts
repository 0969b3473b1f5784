import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertas",
  hint: "Se abren solas y se cierran cuando desaparece su causa.",
  filter: {
    state: "Qué alertas",
    live: "Activas",
    resolved: "Resueltas",
    kind: "Tipo",
    allKinds: "Todos los tipos",
  },
  kind: {
    DUE_SOON: "Por vencer",
    OVERDUE: "Vencida",
    IDLE_RATIO: "Mucho ralentí",
    GEOFENCE_BREACH: "Fuera de su sitio",
    NO_HEARTBEAT: "Sin señal",
    MAINTENANCE_DUE: "Toca servicio",
    UNEXPECTED_MOTION: "Movimiento inesperado",
    FUEL_OUTLIER: "Consumo inusual",
  },
  state: {
    OPEN: "Abierta",
    ACKNOWLEDGED: "Atendida",
    SNOOZED: "Pospuesta",
    RESOLVED: "Resuelta",
  },
  reason: {
    DUE_SOON: "Vence el {{ time }}.",
    OVERDUE: "Venció el {{ time }}.",
    IDLE_RATIO: "{{ ratio }} al ralentí de {{ hours }} de marcha, durante {{ days }} seguidos.",
    GEOFENCE_BREACH: "Trabaja a {{ distance }} fuera de {{ site }}.",
    NO_HEARTBEAT: "Sin noticias desde hace {{ silence }}.",
    MAINTENANCE_DUE: "El servicio tocaba a {{ due }}; el horómetro marca {{ meter }}, {{ over }} de más.",
    UNEXPECTED_MOTION: "Recibida, pero se movió a {{ distance }} fuera de {{ site }}.",
    FUEL_OUTLIER: "Gastó {{ fuel }} por hora, {{ factor }} veces lo habitual.",
  },
  since: "desde el {{ time }}",
  resolvedAt: "resuelta el {{ time }}",
  list: "Alertas, las más recientes primero",
  empty: {
    live: "No hay alertas activas",
    liveHint: "Aquí aparecen las máquinas por vencer, al ralentí, sin señal o fuera de lugar.",
    resolved: "No hay alertas resueltas",
  },
};
