/** The figures behind an alert with their names and units, in the order in which they explain it. */
import type { AlertKind } from "../../../server/domain/alerts/schema.ts";
import type { Format } from "~/lib/format.ts";

type Write = (value: never, format: Format, timeZone: string) => string;
const hours = (value: number, format: Format) => format.hours(value);
const distance = (value: number, format: Format) => format.distance(value);
const minutes = (value: number, format: Format) => (value < 120 ? format.minutes(value) : format.hours(value / 60));
const percent = (value: number, format: Format) => format.percent(value);
const count = (value: number, format: Format) => format.number(value);
const times = (value: number, format: Format) => `${format.number(value, 1)} ×`;
const volume = (value: number, format: Format) => format.volume(value);
const instant = (value: string, format: Format, timeZone: string) => format.dateTime(value, timeZone);
const every = (value: number, format: Format) =>
  value < 7200 ? format.minutes(value / 60) : format.hours(value / 3600, 0);
const day = (value: string, format: Format) => format.day(value);
const text = (value: string) => value;

const away = {
  distanceM: distance,
  limit: distance,
  since: instant,
  dwellMin: minutes,
  dwellNeededMin: minutes,
} satisfies Record<string, Write>;
const silence = { silentHours: hours, limit: hours, cadenceS: every, lastSeenAt: instant } satisfies Record<
  string,
  Write
>;

const shown = {
  DUE_SOON: { dueAt: instant },
  OVERDUE: { dueAt: instant },
  IDLE_RATIO: { idleRatio: percent, limit: percent, idleH: hours, runtimeH: hours, daysNeeded: count },
  GEOFENCE_BREACH: { ...away, runtimeH: hours },
  NO_HEARTBEAT: silence,
  MAINTENANCE_DUE: { service: text, hourMeter: hours, dueAtHours: hours, dueAt: instant, limit: hours },
  UNEXPECTED_MOTION: away,
  FUEL_OUTLIER: {
    litresPerHour: volume,
    usualPerHour: volume,
    factor: times,
    limit: times,
    day,
    runtimeH: hours,
    usualDays: count,
  },
  FEED_SILENT: { ...silence, machines: count },
} as const satisfies Record<AlertKind, Record<string, Write>>;

type NamesOf<Kinds> = Kinds extends Record<string, infer Each> ? (Each extends unknown ? keyof Each : never) : never;
export type FactName = NamesOf<{ [Kind in AlertKind]: (typeof shown)[Kind] }>;
export type ShownFact = { name: FactName; value: string };

/** Those that are there; an alert of an older server has fewer. */
export function shownFacts(
  kind: AlertKind,
  facts: Record<string, unknown>,
  format: Format,
  timeZone: string,
): ShownFact[] {
  const writers = (shown as Partial<Record<AlertKind, Record<string, Write>>>)[kind] ?? {};
  return Object.entries(writers).flatMap(([name, write]) => {
    const value = facts[name];
    if (value === null || value === undefined || value === "") return [];
    return [{ name: name as FactName, value: write(value as never, format, timeZone) }];
  });
}

export type IdleDay = { day: string; ratio: number; runtimeH: number; idleH: number };

/** The days of an idling machine; empty where they are not told. */
export function idleDays(facts: Record<string, unknown>): IdleDay[] {
  const { series } = facts;
  if (!Array.isArray(series)) return [];
  return (series as Partial<IdleDay>[]).flatMap(({ day, ratio, runtimeH, idleH }) =>
    typeof day === "string" && typeof ratio === "number" && typeof runtimeH === "number" && typeof idleH === "number"
      ? [{ day, ratio, runtimeH, idleH }]
      : [],
  );
}
