import type { batch as en } from "../en/batch.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("ar");

export const batch: typeof en = {
  add: "إضافة",
  list: "المعدّات في هذه الدفعة",
  none: "لا معدّة بعد",
  noneHint: "ضع ملصقًا أمام الكاميرا أو اكتب رقمًا.",
  count: (count: number, shown: string) =>
    counted(count, {
      zero: `${shown} معدّة`,
      one: "معدّة واحدة",
      two: "معدّتان",
      few: `${shown} معدّات`,
      many: `${shown} معدّة`,
      other: `${shown} معدّة`,
    }),
  added: "أُضيفت {{ humanId }}",
  twice: "{{ humanId }} في القائمة بالفعل",
  full: "تتسع الدفعة لـ 100 معدّة. أنهِ هذه أولًا.",
  remove: "حذف {{ humanId }} من القائمة",
  clear: "مسح القائمة",
  looking: "جارٍ البحث عن المعدّة",
  offline: "لا يمكن البحث عن المعدّات دون اتصال. ما في القائمة يمكن تسليمه أو استرجاعه: تُحفظ كل معدّة وتُرسل لاحقًا.",
  action: { label: "ما العمل بها", SEND_OUT: "تسليم", TAKE_BACK: "استرجاع", RESERVE: "حجز" },
  meter: "عداد {{ humanId }}",
  notes: "ملاحظة",
  notesHint: "تُحفظ مع كل معدّة، وكذلك الصور",
  site: "إلى أي موقع",
  siteHint: "المواقع التي يمكن أن تذهب إليها كل هذه المعدّات",
  noSite: "لا موقع يستقبل كل هذه المعدّات. احذف بعضها من القائمة.",
  reservation: "في أي حجز",
  chooseReservation: "اختر حجزًا",
  reservationName: "{{ quantity }} × {{ type }}، {{ site }}، من {{ from }} إلى {{ to }} (خُصّص {{ given }})",
  noReservation: "لا يوجد حجز مؤكد ما زال يحتاج إلى معدّات.",
  leftOut: {
    SEND_OUT: "لا يمكن تسليمها",
    TAKE_BACK: "ليست خارجة",
    RESERVE: "لا يمكن حجزها",
  },
  submit: {
    SEND_OUT: (count: number, shown: string) =>
      counted(count, {
        zero: `تسليم ${shown} معدّة`,
        one: "تسليم معدّة واحدة",
        two: "تسليم المعدّتين",
        few: `تسليم الكل: ${shown} معدّات`,
        many: `تسليم الكل: ${shown} معدّة`,
        other: `تسليم الكل: ${shown} معدّة`,
      }),
    TAKE_BACK: (count: number, shown: string) =>
      counted(count, {
        zero: `استرجاع ${shown} معدّة`,
        one: "استرجاع معدّة واحدة",
        two: "استرجاع المعدّتين",
        few: `استرجاع الكل: ${shown} معدّات`,
        many: `استرجاع الكل: ${shown} معدّة`,
        other: `استرجاع الكل: ${shown} معدّة`,
      }),
    RESERVE: (count: number, shown: string) =>
      counted(count, {
        zero: `حجز ${shown} معدّة`,
        one: "حجز معدّة واحدة",
        two: "حجز المعدّتين",
        few: `حجز الكل: ${shown} معدّات`,
        many: `حجز الكل: ${shown} معدّة`,
        other: `حجز الكل: ${shown} معدّة`,
      }),
  },
  retry: (count: number, shown: string) =>
    counted(count, {
      zero: `إعادة محاولة المرفوضة: ${shown}`,
      one: "إعادة محاولة المرفوضة",
      two: "إعادة محاولة المرفوضتين",
      few: `إعادة محاولة المرفوضة: ${shown}`,
      many: `إعادة محاولة المرفوضة: ${shown}`,
      other: `إعادة محاولة المرفوضة: ${shown}`,
    }),
  resend: "إعادة الإرسال",
  unsent: "لم يصل رد. لم يضع شيء: أعد الإرسال، ولن تُسجَّل حركة أي معدّة مرتين.",
  problem: {
    meter: "راجع العدادات: كل منها يحتاج إلى رقم لا يقل عن السابق.",
    site: "اختر موقعًا.",
    due: "اختر موعد إرجاع في المستقبل.",
    reservation: "اختر حجزًا.",
    none: "لا تصلح أي من هذه المعدّات لذلك. اختر إجراءً آخر أو امسح المزيد.",
  },
  outcome: { done: "تم", refused: "مرفوضة", waits: "بالانتظار" },
  result: {
    stored: (count: number, shown: string) =>
      counted(count, {
        zero: `حُفظت على هذا الجهاز ${shown} معدّة وتُرسل عند توفر الإشارة`,
        one: "حُفظت على هذا الجهاز معدّة واحدة وتُرسل عند توفر الإشارة",
        two: "حُفظت على هذا الجهاز معدّتان وتُرسلان عند توفر الإشارة",
        few: `حُفظت على هذا الجهاز ${shown} معدّات وتُرسل عند توفر الإشارة`,
        many: `حُفظت على هذا الجهاز ${shown} معدّة وتُرسل عند توفر الإشارة`,
        other: `حُفظت على هذا الجهاز ${shown} معدّة وتُرسل عند توفر الإشارة`,
      }),
    all: (count: number, shown: string) =>
      counted(count, {
        zero: `أُنجزت ${shown} معدّة`,
        one: "أُنجزت معدّة واحدة",
        two: "أُنجزت المعدّتان",
        few: `أُنجزت كل المعدّات: ${shown}`,
        many: `أُنجزت كل المعدّات: ${shown}`,
        other: `أُنجزت كل المعدّات: ${shown}`,
      }),
    some: "أُنجز {{ done }} من {{ total }}، ورُفض {{ refused }}",
    next: "الدفعة التالية",
  },
};
