import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "告警",
  hint: "告警自动产生，原因消除后自动关闭。",
  filter: {
    state: "显示哪些告警",
    live: "当前",
    resolved: "已解除",
    kind: "类型",
    allKinds: "全部类型",
  },
  kind: {
    DUE_SOON: "即将到期",
    OVERDUE: "逾期",
    IDLE_RATIO: "怠速过多",
    GEOFENCE_BREACH: "驶出工地",
    NO_HEARTBEAT: "无信号",
    MAINTENANCE_DUE: "保养到期",
    UNEXPECTED_MOTION: "异常移动",
    FUEL_OUTLIER: "油耗异常",
  },
  state: {
    OPEN: "未处理",
    ACKNOWLEDGED: "已知悉",
    SNOOZED: "已暂缓",
    RESOLVED: "已解除",
  },
  reason: {
    DUE_SOON: "应于 {{ time }} 归还。",
    OVERDUE: "本应于 {{ time }} 归还。",
    IDLE_RATIO: "连续 {{ days }}，运转 {{ hours }} 中怠速占 {{ ratio }}。",
    GEOFENCE_BREACH: "在 {{ site }} 外 {{ distance }} 处作业。",
    NO_HEARTBEAT: "已有 {{ silence }} 没有上报。",
    MAINTENANCE_DUE: "应在 {{ due }} 保养；小时表为 {{ meter }}，已超 {{ over }}。",
    UNEXPECTED_MOTION: "已收车，却移动到 {{ site }} 外 {{ distance }} 处。",
    FUEL_OUTLIER: "每小时耗油 {{ fuel }}，是平时的 {{ factor }} 倍。",
  },
  since: "自 {{ time }}",
  resolvedAt: "{{ time }} 解除",
  list: "告警，最新的在前",
  empty: {
    live: "当前没有告警",
    liveHint: "到期、怠速、失联或不在位的设备会显示在这里。",
    resolved: "没有已解除的告警",
  },
};
