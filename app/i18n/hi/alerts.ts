import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "अलर्ट",
  hint: "ये अपने आप खुलते हैं और कारण हटने पर बंद हो जाते हैं।",
  filter: {
    state: "कौन से अलर्ट",
    live: "चालू",
    resolved: "सुलझे हुए",
    kind: "प्रकार",
    allKinds: "सभी प्रकार",
  },
  kind: {
    DUE_SOON: "जल्द वापसी",
    OVERDUE: "लेट",
    IDLE_RATIO: "ज़्यादा आइडल",
    GEOFENCE_BREACH: "साइट से बाहर",
    NO_HEARTBEAT: "सिग्नल नहीं",
    MAINTENANCE_DUE: "सर्विस बाकी",
    UNEXPECTED_MOTION: "अचानक हलचल",
    FUEL_OUTLIER: "ईंधन की असामान्य खपत",
  },
  state: {
    OPEN: "खुला",
    ACKNOWLEDGED: "देख लिया",
    SNOOZED: "टाला गया",
    RESOLVED: "सुलझा",
  },
  reason: {
    DUE_SOON: "वापसी का समय: {{ time }}।",
    OVERDUE: "वापसी का समय था: {{ time }}।",
    IDLE_RATIO: "{{ hours }} चलने में {{ ratio }} आइडल, लगातार {{ days }}।",
    GEOFENCE_BREACH: "{{ site }} से {{ distance }} बाहर काम कर रही है।",
    NO_HEARTBEAT: "{{ silence }} से कोई सिग्नल नहीं आया।",
    MAINTENANCE_DUE: "सर्विस {{ due }} पर बाकी थी; मीटर {{ meter }} दिखाता है, {{ over }} ज़्यादा।",
    UNEXPECTED_MOTION: "वापस ली जा चुकी, पर {{ site }} से {{ distance }} बाहर चली गई।",
    FUEL_OUTLIER: "एक घंटे में {{ fuel }} ईंधन लगा, आम खपत का {{ factor }} गुना।",
  },
  since: "{{ time }} से",
  resolvedAt: "{{ time }} को सुलझा",
  list: "अलर्ट, नए पहले",
  empty: {
    live: "कोई चालू अलर्ट नहीं",
    liveHint: "जिन मशीनों की वापसी है, जो आइडल, बिना सिग्नल या गलत जगह हैं, वे यहाँ दिखेंगी।",
    resolved: "कोई सुलझा अलर्ट नहीं",
  },
};
