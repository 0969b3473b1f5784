import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertas",
  kind: {
    DUE_SOON: "A vencer",
    OVERDUE: "Em atraso",
    IDLE_RATIO: "Muita marcha lenta",
    GEOFENCE_BREACH: "Fora do local",
    NO_HEARTBEAT: "Sem sinal",
    MAINTENANCE_DUE: "Revisão vencida",
    UNEXPECTED_MOTION: "Movimento inesperado",
    FUEL_OUTLIER: "Consumo fora do normal",
    FEED_SILENT: "Fonte sem dados",
  },
  state: {
    OPEN: "Aberto",
    ACKNOWLEDGED: "Visto",
    SNOOZED: "Adiado",
    RESOLVED: "Resolvido",
  },
};
