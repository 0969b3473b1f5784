import type { shell as en } from "../en/shell.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("hi");

export const shell: typeof en = {
  skip: "सामग्री पर जाएँ",
  mainNavigation: "मुख्य",
  bottomNavigation: "झटपट नेविगेशन",
  moreTitle: "सभी स्क्रीन",
  nav: {
    home: "ओवरव्यू",
    map: "नक्शा",
    fleet: "फ़्लीट",
    scan: "स्कैन",
    rentals: "रेंटल",
    reservations: "बुकिंग",
    calendar: "कैलेंडर",
    rates: "रेट",
    rules: "नियम",
    sites: "साइटें",
    alerts: "अलर्ट",
    suggestions: "सुझाव",
    tasks: "टास्क",
    maintenance: "मेंटेनेंस",
    checkLists: "चेकलिस्ट",
    reports: "रिपोर्ट",
    policies: "पॉलिसी",
    ledger: "ऑडिट ट्रेल",
    import: "इंपोर्ट",
    sources: "स्रोत",
    labels: "लेबल",
    members: "सदस्य",
    dealers: "डीलर",
    customers: "ग्राहक",
    ourDealers: "हमारे डीलर",
    sync: "सिंक कतार",
    apiClients: "API क्लाइंट",
    settings: "सेटिंग",
    group: {
      work: "काम",
      plan: "प्लान",
      control: "कंट्रोल",
    },
  },
  queue: {
    label: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} एंट्री भेजी जानी है`,
        other: `${shown} एंट्रियाँ भेजी जानी हैं`,
      }),
    asking: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} को आपकी ज़रूरत है`,
        other: `${shown} को आपकी ज़रूरत है`,
      }),
    refused: "सर्वर ने एक एंट्री नहीं ली। वह कतार में रहेगी।",
    open: "तय करें",
  },
  live: {
    live: "लाइव: बदलाव अपने आप दिखते हैं",
    connecting: "लाइव अपडेट से जुड़ रहा है",
    offline: "लाइव अपडेट नहीं",
    short: {
      live: "लाइव",
      connecting: "जुड़ रहा है",
      offline: "ऑफ़लाइन",
    },
  },
  offline: {
    title: "आप ऑफ़लाइन हैं।",
    hint: "स्कैन और एंट्रियाँ इस डिवाइस पर रहती हैं और कनेक्शन लौटने पर भेजी जाती हैं।",
    asOf: "यहाँ जो दिखता है, वह {{ time }} का है।",
    missing: "यह स्क्रीन यहाँ पहले नहीं खुली और इसके लिए कनेक्शन चाहिए।",
    noScreen: "इस स्क्रीन को पहली बार कनेक्शन चाहिए",
  },
  update: {
    title: "नया संस्करण तैयार है।",
    apply: "अभी अपडेट करें",
    later: "बाद में",
    lost: "ऐप का एक हिस्सा लोड नहीं हो सका",
    lostHint: "शायद इस बीच ऐप अपडेट हुआ है। आपका सेव किया सुरक्षित है; आगे बढ़ने के लिए फिर लोड करें।",
  },
  organization: {
    label: "संगठन",
    switch: "संगठन बदलें:",
  },
  user: {
    menu: "{{ name }} का खाता",
    theme: "थीम",
    themeSystem: "डिवाइस जैसी",
    themeLight: "हल्की",
    themeDark: "गहरी",
    language: "भाषा",
    field: "फ़ील्ड मोड",
    fieldOn: "चालू: बड़े बटन, तेज़ कंट्रास्ट",
    fieldOff: "बंद",
    settings: "सेटिंग",
    switchPerson: "व्यक्ति बदलें",
    signOut: "साइन आउट करें",
  },
  demo: "डेमो डेटा",
};
