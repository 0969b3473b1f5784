import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertas",
  kind: {
    DUE_SOON: "Por vencer",
    OVERDUE: "Vencida",
    IDLE_RATIO: "Mucho ralentí",
    GEOFENCE_BREACH: "Fuera de su sitio",
    NO_HEARTBEAT: "Sin señal",
    MAINTENANCE_DUE: "Toca servicio",
    UNEXPECTED_MOTION: "Movimiento inesperado",
    FUEL_OUTLIER: "Consumo inusual",
    FEED_SILENT: "Fuente sin datos",
  },
  state: {
    OPEN: "Abierta",
    ACKNOWLEDGED: "Atendida",
    SNOOZED: "Pospuesta",
    RESOLVED: "Resuelta",
  },
};
