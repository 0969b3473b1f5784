import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertes",
  kind: {
    DUE_SOON: "Retour proche",
    OVERDUE: "En retard",
    IDLE_RATIO: "Trop de ralenti",
    GEOFENCE_BREACH: "Hors de son site",
    NO_HEARTBEAT: "Pas de signal",
    MAINTENANCE_DUE: "Entretien à faire",
    UNEXPECTED_MOTION: "Mouvement inattendu",
    FUEL_OUTLIER: "Consommation anormale",
    FEED_SILENT: "Source muette",
  },
  state: {
    OPEN: "Ouverte",
    ACKNOWLEDGED: "Prise en compte",
    SNOOZED: "Reportée",
    RESOLVED: "Résolue",
  },
};
