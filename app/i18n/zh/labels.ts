import type { labels as en } from "../en/labels.ts";

export const labels: typeof en = {
  title: "标签",
  hint: "每张标签都带签名，扫描时可辨真伪。请用防水 A4 纸打印。",
  print: "打印",
  site: "工地",
  allSites: "全部工地",
  status: "状态",
  allStatuses: "全部状态",
  numbers: "仅这些编号",
  numbersUnknown: "不是编号：{{ text }}",
  size: "每行标签数",
  small: "每行 3 张",
  large: "每行 2 张",
  count: (_count: number, shown: string) => `已选 ${shown} 张标签。`,
  capped: "仅前 {{ most }} 张；其余请缩小范围。",
  include: "打印 {{ machine }}",
  alt: "{{ machine }} 的二维码",
  empty: "没有符合的标签",
  emptyHint: "没有有效标签的设备不显示。请选择其他工地或状态。",
};
