import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "التنبيهات",
  hint: "تُفتح من تلقاء نفسها وتُغلق عند زوال سببها.",
  filter: {
    state: "أي التنبيهات",
    live: "قائمة",
    resolved: "مُعالَجة",
    kind: "الصنف",
    allKinds: "كل الأصناف",
  },
  kind: {
    DUE_SOON: "موعدها قريب",
    OVERDUE: "متأخرة",
    IDLE_RATIO: "خمول كثير",
    GEOFENCE_BREACH: "خارج موقعها",
    NO_HEARTBEAT: "لا إشارة",
    MAINTENANCE_DUE: "حان موعد الخدمة",
    UNEXPECTED_MOTION: "تحرّك غير متوقع",
    FUEL_OUTLIER: "استهلاك وقود غير معتاد",
  },
  state: {
    OPEN: "مفتوح",
    ACKNOWLEDGED: "تم الاطّلاع",
    SNOOZED: "مكتوم مؤقتًا",
    RESOLVED: "مُعالَج",
  },
  reason: {
    DUE_SOON: "موعد الإرجاع {{ time }}.",
    OVERDUE: "كان موعد الإرجاع {{ time }}.",
    IDLE_RATIO: "خمول {{ ratio }} من {{ hours }} تشغيل، خلال {{ days }} على التوالي.",
    GEOFENCE_BREACH: "تعمل على بُعد {{ distance }} خارج {{ site }}.",
    NO_HEARTBEAT: "لم ترسل شيئًا منذ {{ silence }}.",
    MAINTENANCE_DUE: "كان موعد الخدمة عند {{ due }}؛ العداد يبيّن {{ meter }}، بزيادة {{ over }}.",
    UNEXPECTED_MOTION: "استُرجعت، لكنها تحركت إلى بُعد {{ distance }} خارج {{ site }}.",
    FUEL_OUTLIER: "استهلكت {{ fuel }} في الساعة، أي {{ factor }} ضعف المعتاد.",
  },
  since: "منذ {{ time }}",
  resolvedAt: "عولج {{ time }}",
  list: "التنبيهات، الأحدث أولًا",
  empty: {
    live: "لا تنبيهات قائمة",
    liveHint: "تظهر هنا المعدّات التي حان موعدها أو الخاملة أو الصامتة أو التي في غير مكانها.",
    resolved: "لا تنبيهات مُعالَجة",
  },
};
