import type { labels as en } from "../en/labels.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("hi");

export const labels: typeof en = {
  title: "लेबल",
  hint: "हर लेबल में हस्ताक्षर होता है, जिससे स्कैनर उसे नकली से पहचान लेता है। मौसम झेलने वाली A4 शीट पर प्रिंट करें।",
  print: "प्रिंट करें",
  site: "साइट",
  allSites: "सभी साइटें",
  status: "स्टेटस",
  allStatuses: "सभी स्टेटस",
  numbers: "सिर्फ़ ये नंबर",
  numbersUnknown: "यह नंबर नहीं है: {{ text }}",
  size: "एक साथ कितने लेबल",
  small: "एक कतार में 3",
  large: "एक कतार में 2",
  count: (count: number, shown: string) =>
    counted(count, {
      one: `${shown} लेबल चुना गया।`,
      other: `${shown} लेबल चुने गए।`,
    }),
  capped: "पहले {{ most }}; बाकी के लिए चुनाव छोटा करें।",
  include: "{{ machine }} प्रिंट करें",
  alt: "{{ machine }} का QR कोड",
  empty: "इस चुनाव में कोई लेबल नहीं",
  emptyHint: "जिन मशीनों का चालू लेबल नहीं है, वे यहाँ नहीं हैं। दूसरी साइट या स्टेटस चुनें।",
};
