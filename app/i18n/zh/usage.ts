import type { usage as en } from "../en/usage.ts";

export const usage: typeof en = {
  log: {
    title: "{{ machine }} 的工时",
    hint: "设备一天的工作情况。只填发动机小时即可。无信号也能用。",
    ran: "发动机小时",
    idle: "其中怠速",
    fuel: "燃油",
    meter: "小时表",
    date: "日期",
    who: "操作人",
    me: "我",
    notes: "备注",
    locate: "添加设备所在位置",
    place: "位置精度 {{ accuracy }}",
    noPlace: "本机无法定位。",
    send: "登记工时",
    done: "工时已登记",
    kept: "您的录入已保存。这一天以设备自身数据为准。",
    problem: {
      date: "请选择日期，最晚今天",
      ran: "请输入 0 到 24 的小时数，如 6.5",
      idle: "请输入小时数，如 1.5",
      idleMore: "不能多于发动机小时",
      fuel: "请输入数字，如 80",
      meter: "请输入小时数，如 1204.5",
      meterLow: "小时表此前已到 {{ hours }}",
    },
  },
  note: {
    title: "{{ machine }} 的备注",
    hint: "记入设备历史，其代理商和承租方可见。",
    words: "需要知道的事",
    empty: "请输入内容",
    send: "保存备注",
    done: "备注已保存",
  },
};
