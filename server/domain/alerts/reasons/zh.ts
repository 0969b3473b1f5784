import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "应于 {{ time }} 归还。",
  OVERDUE: "本应于 {{ time }} 归还。",
  IDLE_RATIO: "连续 {{ days }}，运转 {{ hours }} 中怠速占 {{ ratio }}。",
  GEOFENCE_BREACH: "在 {{ site }} 外 {{ distance }} 处作业。",
  NO_HEARTBEAT: "已有 {{ silence }} 没有上报。",
  MAINTENANCE_DUE: "应在 {{ due }} 保养；小时表为 {{ meter }}，已超 {{ over }}。",
  UNEXPECTED_MOTION: "已收车，却移动到 {{ site }} 外 {{ distance }} 处。",
  FUEL_OUTLIER: "每小时耗油 {{ fuel }}，是平时的 {{ factor }} 倍。",
  FEED_SILENT: "{{ feed }} 已有 {{ silence }} 没有数据，涉及 {{ machines }} 台设备。",
  MAINTENANCE_SOON: "应在 {{ due }} 保养；小时表为 {{ meter }}，还剩 {{ left }}。",
  MAINTENANCE_DATE: "本应于 {{ time }} 保养。",
  MAINTENANCE_DATE_SOON: "应于 {{ time }} 保养。",
};
