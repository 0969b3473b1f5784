/** Why an alert is there, in English; what stands in braces is of `reason-figures.ts`. */
import type { ReasonKey } from "../reason-figures.ts";

export const reason = {
  DUE_SOON: "Due back on {{ time }}.",
  OVERDUE: "Was due back on {{ time }}.",
  IDLE_RATIO: "Idled {{ ratio }} of {{ hours }} running, over {{ days }} in a row.",
  GEOFENCE_BREACH: "Working {{ distance }} outside {{ site }}.",
  NO_HEARTBEAT: "Has not reported for {{ silence }}.",
  MAINTENANCE_DUE: "Service was due at {{ due }}; the meter shows {{ meter }}, {{ over }} over.",
  UNEXPECTED_MOTION: "Checked in, but moved to {{ distance }} outside {{ site }}.",
  FUEL_OUTLIER: "Burned {{ fuel }} an hour, {{ factor }} times what it usually does.",
  FEED_SILENT: "{{ feed }} has been silent for {{ silence }}, and with it its {{ machines }} machines.",
  MAINTENANCE_SOON: "Service is due at {{ due }}; the meter shows {{ meter }}, {{ left }} to go.",
  MAINTENANCE_DATE: "Service was due on {{ time }}.",
  MAINTENANCE_DATE_SOON: "Service is due on {{ time }}.",
} satisfies Record<ReasonKey, string>;
