import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "告警",
  kind: {
    DUE_SOON: "即将到期",
    OVERDUE: "逾期",
    IDLE_RATIO: "怠速过多",
    GEOFENCE_BREACH: "驶出工地",
    NO_HEARTBEAT: "无信号",
    MAINTENANCE_DUE: "保养到期",
    UNEXPECTED_MOTION: "异常移动",
    FUEL_OUTLIER: "油耗异常",
    FEED_SILENT: "数据源无响应",
  },
  state: {
    OPEN: "未处理",
    ACKNOWLEDGED: "已知悉",
    SNOOZED: "已暂缓",
    RESOLVED: "已解除",
  },
};
