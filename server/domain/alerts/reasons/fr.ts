import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "Retour prévu le {{ time }}.",
  OVERDUE: "Retour prévu le {{ time }}, non fait.",
  IDLE_RATIO: "{{ ratio }} de ralenti sur {{ hours }} de marche, pendant {{ days }} de suite.",
  GEOFENCE_BREACH: "Travaille à {{ distance }} hors de {{ site }}.",
  NO_HEARTBEAT: "Sans nouvelles depuis {{ silence }}.",
  MAINTENANCE_DUE: "Entretien à faire à {{ due }} ; l’horamètre indique {{ meter }}, soit {{ over }} de trop.",
  UNEXPECTED_MOTION: "Rentrée, mais déplacée à {{ distance }} hors de {{ site }}.",
  FUEL_OUTLIER: "A consommé {{ fuel }} par heure, {{ factor }} fois plus que d’habitude.",
  FEED_SILENT: "{{ feed }} est muette depuis {{ silence }}, et avec elle ses {{ machines }} machines.",
  MAINTENANCE_SOON: "Entretien à {{ due }} ; l’horamètre indique {{ meter }}, encore {{ left }}.",
  MAINTENANCE_DATE: "Entretien prévu le {{ time }}, non fait.",
  MAINTENANCE_DATE_SOON: "Entretien prévu le {{ time }}.",
};
