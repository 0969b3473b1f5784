/**
 * Numbers, times and units for the screen, all through Intl. Pure: zone, language, units and "now" are arguments.
 * Instants are ISO 8601 UTC strings or Dates; lengths come in metres, volumes in litres, ratios as 0–1.
 */

export type Units = "METRIC" | "IMPERIAL";
export type Instant = string | Date;
export interface FormatSettings {
  /** BCP 47 tag, e.g. "en-GB". */
  locale: string;
  /** IANA zone used where a call names none; the organisation's. */
  timeZone: string;
  units: Units;
  /** ISO 4217. */
  currency: string;
}
export type Format = ReturnType<typeof createFormat>;

const litresPerGallon = 3.785411784;
const metresPerMile = 1609.344;
const metresPerFoot = 0.3048;
/** Narrow no-break space: a figure and its unit stay on one line. */
const gap = "\u202f";

// Intl constructors cost tens of microseconds each; a long table would build thousands.
const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = numberFormats.get(key);
  if (!found) numberFormats.set(key, (found = new Intl.NumberFormat(locale, options)));
  return found;
}
const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = dateFormats.get(key);
  if (!found) dateFormats.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_556_952],
  ["month", 2_629_746],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 hours ago", "in 2 days", "now" for anything within 45 s of `now`. */
export function relativeTime(at: Instant, now: Date, locale: string): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(seconds) < 45) return words.format(0, "second");
  for (const [unit, size] of steps) {
    const count = Math.round(seconds / size);
    if (Math.abs(seconds) >= size * 0.95 && count !== 0) return words.format(count, unit);
  }
  return words.format(Math.sign(seconds), "minute");
}

/** The day of an instant in a zone as `YYYY-MM-DD`, for comparisons and `<input type="date">`. */
export function dayInZone(at: Instant, timeZone: string): string {
  const parts = dateFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    new Date(at),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** One set of formatters for a person in an organisation. */
export function createFormat(settings: FormatSettings) {
  const { locale, units } = settings;
  const number = (value: number, digits = 0) =>
    numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const upTo = (value: number, digits: number) => numberFormat(locale, { maximumFractionDigits: digits }).format(value);

  return {
    /** "22 Nov 2026, 14:05 CET"; name the site's zone where there is one. */
    dateTime: (at: Instant, timeZone = settings.timeZone) =>
      dateFormat(locale, {
        timeZone,
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
      }).format(new Date(at)),
    /** "14:05 CET" */
    time: (at: Instant, timeZone = settings.timeZone) =>
      dateFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).format(new Date(at)),
    /** "22 Nov 2026, 08:00 – 10:00 CET", the day once where both ends share it. */
    window: (from: Instant, to: Instant, timeZone = settings.timeZone) =>
      dateFormat(locale, {
        timeZone,
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
      }).formatRange(new Date(from), new Date(to)),
    /** The day of an instant in a zone: "22 Nov 2026". */
    date: (at: Instant, timeZone = settings.timeZone) =>
      dateFormat(locale, { timeZone, day: "numeric", month: "short", year: "numeric" }).format(new Date(at)),
    /** A calendar day `YYYY-MM-DD`, shown as that day wherever the reader is: "Sun 22 Nov". */
    day: (day: string) =>
      dateFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    /** "3 hours ago" */
    relative: (at: Instant, now = new Date()) => relativeTime(at, now, locale),
    /** "1,234" or with digits "1,234.5" */
    number,
    /** A ratio of 0–1: "62 %" in the language's own form. */
    percent: (ratio: number, digits = 0) =>
      numberFormat(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
        ratio,
      ),
    /** Service meter or running hours: "1,234.5 h". */
    hours: (hours: number, digits = 1) => `${number(hours, digits)}${gap}h`,
    /** "10 min" */
    minutes: (minutes: number) =>
      numberFormat(locale, { style: "unit", unit: "minute", unitDisplay: "short", maximumFractionDigits: 0 }).format(
        minutes,
      ),
    /** "3 days" */
    days: (days: number) =>
      numberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: 1 }).format(days),
    /** Metres as "850 m" and "12.4 km", or "2,790 ft" and "7.7 mi". */
    distance(metres: number) {
      if (units === "IMPERIAL") {
        const miles = metres / metresPerMile;
        return Math.abs(miles) < 0.5 ? `${number(metres / metresPerFoot)}${gap}ft` : `${upTo(miles, 1)}${gap}mi`;
      }
      return Math.abs(metres) < 1000 ? `${number(metres)}${gap}m` : `${upTo(metres / 1000, 1)}${gap}km`;
    },
    /** "840 kB", "12.4 MB" */
    bytes(bytes: number) {
      const [unit, size] =
        bytes < 1e6
          ? (["kilobyte", 1e3] as const)
          : bytes < 1e9
            ? (["megabyte", 1e6] as const)
            : (["gigabyte", 1e9] as const);
      const style = {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: unit === "kilobyte" ? 0 : 1,
      } as const;
      return numberFormat(locale, style).format(Math.max(bytes, bytes > 0 ? 1e3 : 0) / size);
    },
    /** Litres as "84 L" or "22.2 gal" (US gallons). */
    volume: (litres: number) =>
      units === "IMPERIAL" ? `${upTo(litres / litresPerGallon, 1)}${gap}gal` : `${upTo(litres, 1)}${gap}L`,
    /** A whole amount without decimals, otherwise with the currency's own. */
    money: (amount: number, currency = settings.currency) =>
      numberFormat(locale, {
        style: "currency",
        currency,
        ...(Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {}),
      }).format(amount),
  };
}
