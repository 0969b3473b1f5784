import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "موعد الإرجاع {{ time }}.",
  OVERDUE: "كان موعد الإرجاع {{ time }}.",
  IDLE_RATIO: "خمول {{ ratio }} من {{ hours }} تشغيل، خلال {{ days }} على التوالي.",
  GEOFENCE_BREACH: "تعمل على بُعد {{ distance }} خارج {{ site }}.",
  NO_HEARTBEAT: "لم ترسل شيئًا منذ {{ silence }}.",
  MAINTENANCE_DUE: "كان موعد الخدمة عند {{ due }}؛ العداد يبيّن {{ meter }}، بزيادة {{ over }}.",
  UNEXPECTED_MOTION: "استُرجعت، لكنها تحركت إلى بُعد {{ distance }} خارج {{ site }}.",
  FUEL_OUTLIER: "استهلكت {{ fuel }} في الساعة، أي {{ factor }} ضعف المعتاد.",
  FEED_SILENT: "{{ feed }} صامت منذ {{ silence }}، ومعه معدّاته وعددها {{ machines }}.",
  MAINTENANCE_SOON: "موعد الخدمة عند {{ due }}؛ العداد يبيّن {{ meter }}، والمتبقي {{ left }}.",
  MAINTENANCE_DATE: "كان موعد الخدمة {{ time }}.",
  MAINTENANCE_DATE_SOON: "موعد الخدمة {{ time }}.",
};
