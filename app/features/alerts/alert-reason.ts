/**
 * Why an alert is there, in the reader's language, from the figures it was raised with. Where a figure is missing or of another
 * form than expected, the server's own sentence is better than half of ours: then null.
 */
import { ALERT_KINDS, type AlertKind } from "../../../server/domain/alerts/schema.ts";
import type { Format } from "../../lib/format.ts";

/** What each kind's sentence is made of. */
const due = { dueAt: "string", timeZone: "string" };
const away = { distanceM: "number", siteName: "string" };
const needed: Record<AlertKind, Record<string, string>> = {
  DUE_SOON: due,
  OVERDUE: due,
  IDLE_RATIO: { days: "number", runtimeH: "number", idleRatio: "number" },
  GEOFENCE_BREACH: away,
  NO_HEARTBEAT: { silentHours: "number" },
  MAINTENANCE_DUE: { dueAtHours: "number", hourMeter: "number" },
  UNEXPECTED_MOTION: away,
  FUEL_OUTLIER: { litres: "number", runtimeH: "number", factor: "number" },
};

/** The values of `alerts.reason.<kind>`, already formatted. */
export type ReasonValues = Record<string, string>;

/** Null where the facts do not carry the sentence. */
export function reasonValues(kind: AlertKind, facts: Record<string, unknown>, format: Format): ReasonValues | null {
  // A server newer than this app may know more kinds.
  const figures = (needed as Partial<typeof needed>)[kind];
  if (!figures || Object.entries(figures).some(([name, type]) => typeof facts[name] !== type)) return null;
  const number = (name: string) => facts[name] as number;
  switch (kind) {
    case "DUE_SOON":
    case "OVERDUE":
      return { time: format.dateTime(facts["dueAt"] as string, facts["timeZone"] as string) };
    case "IDLE_RATIO":
      return {
        ratio: format.percent(number("idleRatio")),
        hours: format.hours(number("runtimeH")),
        days: format.days(number("days")),
      };
    case "GEOFENCE_BREACH":
    case "UNEXPECTED_MOTION":
      return { distance: format.distance(number("distanceM")), site: facts["siteName"] as string };
    case "NO_HEARTBEAT":
      return { silence: silence(number("silentHours"), format) };
    case "MAINTENANCE_DUE":
      return {
        due: format.hours(number("dueAtHours"), 0),
        meter: format.hours(number("hourMeter")),
        over: format.hours(number("hourMeter") - number("dueAtHours")),
      };
    case "FUEL_OUTLIER":
      return {
        fuel: format.volume(number("litres") / Math.max(0.1, number("runtimeH"))),
        factor: format.number(number("factor"), 1),
      };
  }
}

const silence = (hours: number, format: Format) =>
  hours < 48 ? format.hours(hours, 0) : format.days(Math.floor(hours / 24));

export const isAlertKind = (value: unknown): value is AlertKind => ALERT_KINDS.some((kind) => kind === value);
