import type { common as en } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("hi");

export const common: typeof en = {
  product: "Smart Rental",
  notifications: "सूचनाएँ",
  action: {
    save: "सेव करें",
    cancel: "रद्द करें",
    close: "बंद करें",
    retry: "फिर कोशिश करें",
    back: "वापस",
    more: "और",
    loadMore: "और लोड करें",
    copy: "कॉपी करें",
    undo: "पहले जैसा करें",
    dismiss: "हटाएँ",
  },
  pending: {
    waits: "सिग्नल का इंतज़ार",
    asks: "आपकी ज़रूरत है",
    waitsLong: "इस डिवाइस पर सेव हुआ। सिग्नल आते ही भेजा जाएगा।",
    asksLong: "आपने यहाँ जो दर्ज किया, वह सर्वर ने नहीं लिया।",
    open: "कतार खोलें",
  },
  state: {
    loading: "लोड हो रहा है",
    saving: "सेव हो रहा है",
    optional: "वैकल्पिक",
    required: "ज़रूरी",
    none: "कोई नहीं",
    unknown: "पता नहीं",
  },
  status: {
    AVAILABLE: "उपलब्ध",
    ON_RENT: "किराए पर",
    IDLE: "जाँच बाकी",
    MAINTENANCE: "मेंटेनेंस",
    LOST: "गुम",
    RETIRED: "फ़्लीट से हट गई",
    RESERVED: "बुक",
    PICK_UP_READY: "पिकअप के लिए तैयार",
    RETURNED: "लौटी",
    CANCELLED: "रद्द",
    OVERDUE: "लेट",
    DUE_SOON: "जल्द वापसी",
  },
  severity: {
    CRITICAL: "गंभीर",
    WARNING: "चेतावनी",
    INFO: "सूचना",
  },
  role: {
    CAT_ADMIN: "हेड ऑफ़िस",
    DEALER_ADMIN: "डीलर एडमिन",
    DEALER_DISPATCH: "डिस्पैचर",
    CUSTOMER_SUPERVISOR: "साइट सुपरवाइज़र",
    OPERATOR: "ऑपरेटर",
  },
  orgType: {
    CATERPILLAR: "हेड ऑफ़िस",
    DEALER: "डीलर",
    CUSTOMER: "ग्राहक",
  },
  table: {
    sortBy: "क्रम",
    sortAscending: "{{ column }} को बढ़ते क्रम में लगाएँ",
    sortDescending: "{{ column }} को घटते क्रम में लगाएँ",
    direction: "दिशा",
    ascending: "बढ़ता",
    descending: "घटता",
    rows: (count: number, shown: string) => counted(count, { one: `${shown} पंक्ति`, other: `${shown} पंक्तियाँ` }),
  },
  empty: {
    title: "अभी यहाँ कुछ नहीं",
  },
  failure: {
    title: "यह लोड नहीं हुआ",
    page: "इस स्क्रीन पर कुछ गड़बड़ हुई",
    pageHint: "आपने जो सेव किया वह सुरक्षित है। फिर कोशिश करें या शुरुआत पर जाएँ।",
    reload: "फिर लोड करें",
    home: "शुरुआत पर जाएँ",
    code: "कोड",
  },
  notFound: {
    title: "ऐसा कोई पेज नहीं",
    hint: "पता गलत लिखा हो सकता है, या जो वहाँ था वह अब नहीं है या किसी दूसरे संगठन का है।",
  },
};
