import type { labels as en } from "../en/labels.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("ar");

export const labels: typeof en = {
  title: "الملصقات",
  hint: "يحمل كل ملصق توقيعًا يميّزه به الماسح عن المزوّر. اطبع على ورق A4 مقاوم للطقس.",
  print: "طباعة",
  site: "الموقع",
  allSites: "كل المواقع",
  status: "الحالة",
  allStatuses: "كل الحالات",
  numbers: "هذه الأرقام فقط",
  numbersUnknown: "ليس رقم معدّة: {{ text }}",
  size: "الملصقات في الصف",
  small: "3 في الصف",
  large: "2 في الصف",
  count: (count: number, shown: string) =>
    counted(count, {
      zero: `اختير ${shown} ملصق.`,
      one: "اختير ملصق واحد.",
      two: "اختير ملصقان.",
      few: `اختيرت ${shown} ملصقات.`,
      many: `اختير ${shown} ملصقًا.`,
      other: `اختير ${shown} ملصق.`,
    }),
  capped: "أول {{ most }} فقط؛ ضيّق الاختيار للوصول إلى غيرها.",
  include: "طباعة {{ machine }}",
  alt: "رمز QR للمعدّة {{ machine }}",
  empty: "لا ملصقات لهذا الاختيار",
  emptyHint: "المعدّات التي ليست لها شريحة فعّالة بلا ملصق. اختر موقعًا آخر أو حالة أخرى.",
};
