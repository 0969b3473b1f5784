import type { alerts as en } from "../en/alerts.ts";

export const alerts: typeof en = {
  title: "अलर्ट",
  kind: {
    DUE_SOON: "जल्द वापसी",
    OVERDUE: "लेट",
    IDLE_RATIO: "ज़्यादा आइडल",
    GEOFENCE_BREACH: "साइट से बाहर",
    NO_HEARTBEAT: "सिग्नल नहीं",
    MAINTENANCE_DUE: "सर्विस बाकी",
    UNEXPECTED_MOTION: "अचानक हलचल",
    FUEL_OUTLIER: "ईंधन की असामान्य खपत",
    FEED_SILENT: "डेटा स्रोत बंद",
  },
  state: {
    OPEN: "खुला",
    ACKNOWLEDGED: "देख लिया",
    SNOOZED: "टाला गया",
    RESOLVED: "सुलझा",
  },
};
