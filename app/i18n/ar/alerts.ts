import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "التنبيهات",
  kind: {
    DUE_SOON: "موعدها قريب",
    OVERDUE: "متأخرة",
    IDLE_RATIO: "خمول كثير",
    GEOFENCE_BREACH: "خارج موقعها",
    NO_HEARTBEAT: "لا إشارة",
    MAINTENANCE_DUE: "حان موعد الخدمة",
    UNEXPECTED_MOTION: "تحرّك غير متوقع",
    FUEL_OUTLIER: "استهلاك وقود غير معتاد",
    FEED_SILENT: "مصدر البيانات صامت",
  },
  state: {
    OPEN: "مفتوح",
    ACKNOWLEDGED: "تم الاطّلاع",
    SNOOZED: "مكتوم مؤقتًا",
    RESOLVED: "مُعالَج",
  },
};
