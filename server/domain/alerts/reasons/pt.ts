import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "Devolução até {{ time }}.",
  OVERDUE: "Devolução era até {{ time }}.",
  IDLE_RATIO: "Marcha lenta em {{ ratio }} de {{ hours }} ligada, por {{ days }} seguidos.",
  GEOFENCE_BREACH: "Trabalhando {{ distance }} fora de {{ site }}.",
  NO_HEARTBEAT: "Sem comunicação há {{ silence }}.",
  MAINTENANCE_DUE: "A revisão era em {{ due }}; o horímetro mostra {{ meter }}, {{ over }} a mais.",
  UNEXPECTED_MOTION: "Devolvida, mas levada para {{ distance }} fora de {{ site }}.",
  FUEL_OUTLIER: "Gastou {{ fuel }} por hora, {{ factor }} vezes o normal dela.",
  FEED_SILENT: "{{ feed }} está sem dados há {{ silence }}, e com ela suas {{ machines }} máquinas.",
  MAINTENANCE_SOON: "A revisão é em {{ due }}; o horímetro mostra {{ meter }}, faltam {{ left }}.",
  MAINTENANCE_DATE: "A revisão era em {{ time }}.",
  MAINTENANCE_DATE_SOON: "A revisão é em {{ time }}.",
};
