import type { batch as en } from "../en/batch.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("hi");

export const batch: typeof en = {
  add: "जोड़ें",
  list: "इस बैच की मशीनें",
  none: "अभी कोई मशीन नहीं",
  noneHint: "लेबल कैमरे के सामने रखें या नंबर लिखें।",
  count: (count: number, shown: string) => counted(count, { one: `${shown} मशीन`, other: `${shown} मशीनें` }),
  added: "{{ humanId }} जोड़ी गई",
  twice: "{{ humanId }} पहले से सूची में है",
  full: "एक बैच में 100 मशीनें आती हैं। पहले इसे पूरा करें।",
  remove: "{{ humanId }} को सूची से हटाएँ",
  clear: "सूची खाली करें",
  looking: "मशीन खोजी जा रही है",
  offline:
    "बिना कनेक्शन मशीनें खोजी नहीं जा सकतीं। जो सूची में हैं, उनका हैंडओवर हो सकता है: हर एक सेव होती है और बाद में भेजी जाती है।",
  action: { label: "इनका क्या करना है", SEND_OUT: "बाहर भेजें", TAKE_BACK: "वापस लें", RESERVE: "बुक करें" },
  meter: "{{ humanId }} का मीटर",
  notes: "नोट",
  notesHint: "हर मशीन के साथ जाता है, फ़ोटो भी",
  site: "किस साइट पर",
  siteHint: "साइटें जहाँ ये सभी मशीनें जा सकती हैं",
  noSite: "कोई साइट ये सभी मशीनें नहीं ले सकती। कुछ को सूची से हटाएँ।",
  reservation: "किस बुकिंग में",
  chooseReservation: "बुकिंग चुनें",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, {{ from }} से {{ to }} ({{ given }} दी गईं)",
  noReservation: "ऐसी कोई कन्फ़र्म बुकिंग नहीं जिसे अभी मशीनें चाहिए।",
  leftOut: {
    SEND_OUT: "बाहर नहीं भेजी जा सकती",
    TAKE_BACK: "बाहर नहीं है",
    RESERVE: "बुक नहीं हो सकती",
  },
  submit: {
    SEND_OUT: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} मशीन बाहर भेजें`,
        other: `सभी ${shown} बाहर भेजें`,
      }),
    TAKE_BACK: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} मशीन वापस लें`,
        other: `सभी ${shown} वापस लें`,
      }),
    RESERVE: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} मशीन बुक करें`,
        other: `सभी ${shown} बुक करें`,
      }),
  },
  retry: (count: number, shown: string) =>
    counted(count, {
      one: "नामंज़ूर मशीन फिर आज़माएँ",
      other: `${shown} नामंज़ूर मशीनें फिर आज़माएँ`,
    }),
  resend: "फिर भेजें",
  unsent: "कोई जवाब नहीं आया। कुछ नहीं खोया: फिर भेजें, किसी मशीन का हैंडओवर दो बार नहीं होगा।",
  problem: {
    meter: "मीटर जाँचें: हर एक में संख्या चाहिए जो पिछली से कम न हो।",
    site: "साइट चुनें।",
    due: "वापसी का आगे का समय चुनें।",
    reservation: "बुकिंग चुनें।",
    none: "इनमें से कोई मशीन शामिल नहीं हो सकती। दूसरा काम चुनें या और स्कैन करें।",
  },
  outcome: { done: "हो गया", refused: "नामंज़ूर", waits: "इंतज़ार में" },
  result: {
    stored: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} मशीन इस डिवाइस पर सेव है और सिग्नल आते ही भेजी जाएगी`,
        other: `${shown} मशीनें इस डिवाइस पर सेव हैं और सिग्नल आते ही भेजी जाएँगी`,
      }),
    all: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} मशीन हो गई`,
        other: `सभी ${shown} मशीनें हो गईं`,
      }),
    some: "{{ total }} में से {{ done }} हो गईं, {{ refused }} नामंज़ूर",
    next: "अगला बैच",
  },
};
