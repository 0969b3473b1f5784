import type { map as en } from "../en/map.ts";

export const map: typeof en = {
  zoomIn: "放大",
  zoomOut: "缩小",
  fit: "显示全部",
  legend: "图例",
  credit: "地图：Natural Earth，已存于本机",
  missing: {
    title: "此处没有地图",
    hint: "本机无法绘制地图（没有 WebGL 或已关闭），或地图尚未加载。列表中有同样的设备和工地。",
  },
  gesture: {
    ctrl: "按住 Ctrl 并滚动可缩放地图",
    mac: "按住 ⌘ 并滚动可缩放地图",
    touch: "用两指移动地图",
  },
};
