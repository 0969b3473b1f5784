import type { map as en } from "../en/map.ts";

export const map: typeof en = {
  zoomIn: "تكبير",
  zoomOut: "تصغير",
  fit: "عرض الكل",
  legend: "معنى العلامات",
  credit: "الخريطة: Natural Earth، محفوظة على هذا الجهاز",
  missing: {
    title: "لا خريطة هنا",
    hint: "لا يستطيع هذا الجهاز رسم الخرائط (WebGL غير موجود أو متوقف)، أو لم تُحمَّل الخريطة بعد. تعرض القائمة المعدّات والمواقع نفسها.",
  },
  gesture: {
    ctrl: "استعمل Ctrl + التمرير لتكبير الخريطة",
    mac: "استعمل ⌘ + التمرير لتكبير الخريطة",
    touch: "حرّك الخريطة بإصبعين",
  },
};
