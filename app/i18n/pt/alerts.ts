import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "Alertas",
  hint: "Abrem sozinhos e se fecham quando a causa acaba.",
  filter: {
    state: "Quais alertas",
    live: "Atuais",
    resolved: "Resolvidos",
    kind: "Tipo",
    allKinds: "Todos os tipos",
  },
  kind: {
    DUE_SOON: "A vencer",
    OVERDUE: "Em atraso",
    IDLE_RATIO: "Muita marcha lenta",
    GEOFENCE_BREACH: "Fora do local",
    NO_HEARTBEAT: "Sem sinal",
    MAINTENANCE_DUE: "Revisão vencida",
    UNEXPECTED_MOTION: "Movimento inesperado",
    FUEL_OUTLIER: "Consumo fora do normal",
  },
  state: {
    OPEN: "Aberto",
    ACKNOWLEDGED: "Visto",
    SNOOZED: "Adiado",
    RESOLVED: "Resolvido",
  },
  reason: {
    DUE_SOON: "Devolução até {{ time }}.",
    OVERDUE: "Devolução era até {{ time }}.",
    IDLE_RATIO: "Marcha lenta em {{ ratio }} de {{ hours }} ligada, por {{ days }} seguidos.",
    GEOFENCE_BREACH: "Trabalhando {{ distance }} fora de {{ site }}.",
    NO_HEARTBEAT: "Sem comunicação há {{ silence }}.",
    MAINTENANCE_DUE: "A revisão era em {{ due }}; o horímetro mostra {{ meter }}, {{ over }} a mais.",
    UNEXPECTED_MOTION: "Devolvida, mas levada para {{ distance }} fora de {{ site }}.",
    FUEL_OUTLIER: "Gastou {{ fuel }} por hora, {{ factor }} vezes o normal dela.",
  },
  since: "desde {{ time }}",
  resolvedAt: "resolvido {{ time }}",
  list: "Alertas, mais novos primeiro",
  empty: {
    live: "Nenhum alerta atual",
    liveHint: "Máquinas a vencer, em marcha lenta, sem sinal ou fora do lugar aparecem aqui.",
    resolved: "Nenhum alerta resolvido",
  },
};
