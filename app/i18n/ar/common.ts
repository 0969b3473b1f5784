import type { common as en } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("ar");

export const common: typeof en = {
  product: "Smart Rental",
  notifications: "الإشعارات",
  action: {
    save: "حفظ",
    cancel: "إلغاء",
    close: "إغلاق",
    retry: "إعادة المحاولة",
    back: "رجوع",
    more: "المزيد",
    loadMore: "تحميل المزيد",
    copy: "نسخ",
    undo: "تراجع",
    dismiss: "إخفاء",
  },
  pending: {
    waits: "بانتظار الإشارة",
    asks: "يحتاج إليك",
    waitsLong: "حُفظ على هذا الجهاز. يُرسل عند توفر الإشارة.",
    asksLong: "لم يقبل الخادم ما أدخلته هنا.",
    open: "فتح قائمة الإرسال",
  },
  state: {
    loading: "جارٍ التحميل",
    saving: "جارٍ الحفظ",
    optional: "اختياري",
    required: "مطلوب",
    none: "لا شيء",
    unknown: "غير معروف",
  },
  status: {
    AVAILABLE: "متاحة",
    ON_RENT: "مؤجَّرة",
    IDLE: "بانتظار الفحص",
    MAINTENANCE: "صيانة",
    LOST: "مفقودة",
    RETIRED: "خارج الأسطول",
    RESERVED: "محجوزة",
    PICK_UP_READY: "جاهزة للاستلام",
    RETURNED: "مُرجَعة",
    CANCELLED: "ملغى",
    OVERDUE: "متأخرة",
    DUE_SOON: "موعدها قريب",
  },
  severity: {
    CRITICAL: "حرج",
    WARNING: "تحذير",
    INFO: "للعلم",
  },
  role: {
    CAT_ADMIN: "المقر الرئيسي",
    DEALER_ADMIN: "مدير الوكيل",
    DEALER_DISPATCH: "منسّق الحركة",
    CUSTOMER_SUPERVISOR: "مشرف الموقع",
    OPERATOR: "مشغّل",
  },
  orgType: {
    CATERPILLAR: "المقر الرئيسي",
    DEALER: "وكيل",
    CUSTOMER: "عميل",
  },
  table: {
    sortBy: "ترتيب حسب",
    sortAscending: "ترتيب {{ column }} تصاعديًا",
    sortDescending: "ترتيب {{ column }} تنازليًا",
    direction: "الاتجاه",
    ascending: "تصاعدي",
    descending: "تنازلي",
    rows: (count: number, shown: string) =>
      counted(count, {
        zero: `${shown} صف`,
        one: "صف واحد",
        two: "صفّان",
        few: `${shown} صفوف`,
        many: `${shown} صفًّا`,
        other: `${shown} صف`,
      }),
  },
  empty: {
    title: "لا شيء هنا بعد",
  },
  failure: {
    title: "تعذّر تحميل هذا",
    page: "حدث خطأ في هذه الشاشة",
    pageHint: "ما حفظته في أمان. حاول مجددًا أو ارجع إلى البداية.",
    reload: "إعادة التحميل",
    home: "إلى البداية",
    code: "الرمز",
  },
  notFound: {
    title: "لا توجد صفحة كهذه",
    hint: "ربما كُتب العنوان خطأً، أو أن ما كان يعرضه قد زال أو يتبع مؤسسة أخرى.",
  },
};
