/**
 * Why an alert is there, in the reader's language, from the figures it was raised with. Where a figure is missing or of another
 * form than expected, the server's own sentence is better than half of ours: then null.
 */
import { ALERT_KINDS, type AlertKind } from "./schema.ts";

/** How a reader writes figures. Hours, metres, litres, a ratio of 0 to 1; an instant in ISO 8601, by the clocks of a zone. */
export type ReasonFormat = {
  number: (value: number, digits?: number) => string;
  percent: (ratio: number) => string;
  hours: (hours: number, digits?: number) => string;
  days: (days: number) => string;
  distance: (metres: number) => string;
  volume: (litres: number) => string;
  dateTime: (at: string, timeZone: string) => string;
};

/** What each kind's sentence is made of. */
const due = { dueAt: "string", timeZone: "string" };
const away = { distanceM: "number", siteName: "string" };
const needed: Record<AlertKind, Record<string, string>> = {
  DUE_SOON: due,
  OVERDUE: due,
  IDLE_RATIO: { days: "number", runtimeH: "number", idleRatio: "number" },
  GEOFENCE_BREACH: away,
  NO_HEARTBEAT: { silentHours: "number" },
  // By the meter or by date: which, the facts say.
  MAINTENANCE_DUE: {},
  UNEXPECTED_MOTION: away,
  FUEL_OUTLIER: { litres: "number", runtimeH: "number", factor: "number" },
  FEED_SILENT: { feedName: "string", silentHours: "number", machines: "number" },
};

/** The values of the gaps in a sentence of `reasons/<language>.ts`, already formatted. */
export type ReasonValues = Record<string, string>;
export type ReasonKey = AlertKind | "MAINTENANCE_SOON" | "MAINTENANCE_DATE" | "MAINTENANCE_DATE_SOON";

/** Which sentence tells it: a service falls due by the meter or by date, and may be near only. */
export function reasonKey(kind: AlertKind, facts: Record<string, unknown>): ReasonKey {
  if (kind !== "MAINTENANCE_DUE") return kind;
  const { level, dueAtHours, hoursOver, limit } = facts;
  const isNear = level === "soft";
  const byMeter =
    typeof dueAtHours === "number" &&
    (typeof hoursOver !== "number" || typeof limit !== "number" || hoursOver >= -limit);
  if (byMeter) return isNear ? "MAINTENANCE_SOON" : "MAINTENANCE_DUE";
  return isNear ? "MAINTENANCE_DATE_SOON" : "MAINTENANCE_DATE";
}

/** Null where the facts do not carry the sentence. */
export function reasonValues(
  kind: AlertKind,
  facts: Record<string, unknown>,
  format: ReasonFormat,
): ReasonValues | null {
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
      return service(facts, format);
    case "FUEL_OUTLIER":
      return {
        fuel: format.volume(number("litres") / Math.max(0.1, number("runtimeH"))),
        factor: format.number(number("factor"), 1),
      };
    case "FEED_SILENT":
      return {
        feed: facts["feedName"] as string,
        silence: silence(number("silentHours"), format),
        machines: format.number(number("machines")),
      };
  }
}

function service(facts: Record<string, unknown>, format: ReasonFormat): ReasonValues | null {
  const { dueAtHours, hourMeter, dueAt, timeZone } = facts;
  if (reasonKey("MAINTENANCE_DUE", facts).startsWith("MAINTENANCE_DATE"))
    return typeof dueAt === "string" && typeof timeZone === "string"
      ? { time: format.dateTime(dueAt, timeZone) }
      : null;
  if (typeof dueAtHours !== "number" || typeof hourMeter !== "number") return null;
  return {
    due: format.hours(dueAtHours, 0),
    meter: format.hours(hourMeter),
    over: format.hours(hourMeter - dueAtHours),
    left: format.hours(dueAtHours - hourMeter),
  };
}

const silence = (hours: number, format: ReasonFormat) =>
  hours < 48 ? format.hours(hours, 0) : format.days(Math.floor(hours / 24));

export const isAlertKind = (value: unknown): value is AlertKind => ALERT_KINDS.some((kind) => kind === value);
