import type { reason as en } from "./en.ts";

export const reason: Record<keyof typeof en, string> = {
  DUE_SOON: "वापसी का समय: {{ time }}।",
  OVERDUE: "वापसी का समय था: {{ time }}।",
  IDLE_RATIO: "{{ hours }} चलने में {{ ratio }} आइडल, लगातार {{ days }}।",
  GEOFENCE_BREACH: "{{ site }} से {{ distance }} बाहर काम कर रही है।",
  NO_HEARTBEAT: "{{ silence }} से कोई सिग्नल नहीं आया।",
  MAINTENANCE_DUE: "सर्विस {{ due }} पर बाकी थी; मीटर {{ meter }} दिखाता है, {{ over }} ज़्यादा।",
  UNEXPECTED_MOTION: "वापस ली जा चुकी, पर {{ site }} से {{ distance }} बाहर चली गई।",
  FUEL_OUTLIER: "एक घंटे में {{ fuel }} ईंधन लगा, आम खपत का {{ factor }} गुना।",
  FEED_SILENT: "{{ feed }} से {{ silence }} से कुछ नहीं आया, उसकी {{ machines }} मशीनों से भी नहीं।",
  MAINTENANCE_SOON: "सर्विस {{ due }} पर है; मीटर {{ meter }} दिखाता है, {{ left }} बाकी।",
  MAINTENANCE_DATE: "सर्विस {{ time }} को होनी थी।",
  MAINTENANCE_DATE_SOON: "सर्विस {{ time }} को है।",
};
