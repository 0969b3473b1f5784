/**
 * Why an alert is there, in the reader's language, from the figures it was raised with. Where a figure is missing or of another
 * form than expected, the server's own sentence is better than half of ours: then null.
 */
import { z } from "zod";
import { ALERT_KINDS, type AlertKind } from "../../../server/domain/alerts/schema.ts";
import type { Format } from "../../lib/format.ts";

const due = z.object({ dueAt: z.string(), siteName: z.string().nullable(), timeZone: z.string() });
const away = z.object({ distanceM: z.number(), siteName: z.string() });
const schemas = {
  DUE_SOON: due,
  OVERDUE: due,
  IDLE_RATIO: z.object({ days: z.number(), runtimeH: z.number(), idleRatio: z.number() }),
  GEOFENCE_BREACH: away,
  NO_HEARTBEAT: z.object({ silentHours: z.number() }),
  MAINTENANCE_DUE: z.object({ dueAtHours: z.number(), hourMeter: z.number() }),
  UNEXPECTED_MOTION: away,
  FUEL_OUTLIER: z.object({ litres: z.number(), runtimeH: z.number(), factor: z.number() }),
} satisfies Record<AlertKind, z.ZodType>;

/** The values of `alerts.reason.<kind>`, already formatted. */
export type ReasonValues = Record<string, string>;

/** Null where the facts do not carry the sentence. */
export function reasonValues(kind: AlertKind, facts: Record<string, unknown>, format: Format): ReasonValues | null {
  // A server newer than this app may know more kinds.
  const parsed = (schemas as Partial<typeof schemas>)[kind]?.safeParse(facts);
  if (!parsed?.success) return null;
  const found: Record<string, unknown> = parsed.data;
  const number = (name: string) => found[name] as number;
  switch (kind) {
    case "DUE_SOON":
    case "OVERDUE":
      return { time: format.dateTime(found["dueAt"] as string, found["timeZone"] as string) };
    case "IDLE_RATIO":
      return {
        ratio: format.percent(number("idleRatio")),
        hours: format.hours(number("runtimeH")),
        days: format.days(number("days")),
      };
    case "GEOFENCE_BREACH":
    case "UNEXPECTED_MOTION":
      return { distance: format.distance(number("distanceM")), site: found["siteName"] as string };
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
