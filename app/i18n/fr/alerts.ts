import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertes",
  hint: "Elles s’ouvrent seules et se ferment quand leur cause a disparu.",
  filter: {
    state: "Quelles alertes",
    live: "En cours",
    resolved: "Résolues",
    kind: "Type",
    allKinds: "Tous les types",
  },
  kind: {
    DUE_SOON: "Retour proche",
    OVERDUE: "En retard",
    IDLE_RATIO: "Trop de ralenti",
    GEOFENCE_BREACH: "Hors de son site",
    NO_HEARTBEAT: "Pas de signal",
    MAINTENANCE_DUE: "Entretien à faire",
    UNEXPECTED_MOTION: "Mouvement inattendu",
    FUEL_OUTLIER: "Consommation anormale",
  },
  state: {
    OPEN: "Ouverte",
    ACKNOWLEDGED: "Prise en compte",
    SNOOZED: "Reportée",
    RESOLVED: "Résolue",
  },
  reason: {
    DUE_SOON: "Retour prévu le {{ time }}.",
    OVERDUE: "Retour prévu le {{ time }}, non fait.",
    IDLE_RATIO: "{{ ratio }} de ralenti sur {{ hours }} de marche, pendant {{ days }} de suite.",
    GEOFENCE_BREACH: "Travaille à {{ distance }} hors de {{ site }}.",
    NO_HEARTBEAT: "Sans nouvelles depuis {{ silence }}.",
    MAINTENANCE_DUE: "Entretien à faire à {{ due }} ; l’horamètre indique {{ meter }}, soit {{ over }} de trop.",
    UNEXPECTED_MOTION: "Rentrée, mais déplacée à {{ distance }} hors de {{ site }}.",
    FUEL_OUTLIER: "A consommé {{ fuel }} par heure, {{ factor }} fois plus que d’habitude.",
  },
  since: "depuis le {{ time }}",
  resolvedAt: "résolue le {{ time }}",
  list: "Alertes, les plus récentes d’abord",
  empty: {
    live: "Aucune alerte en cours",
    liveHint: "Les machines à rentrer, au ralenti, muettes ou mal placées apparaissent ici.",
    resolved: "Aucune alerte résolue",
  },
};
