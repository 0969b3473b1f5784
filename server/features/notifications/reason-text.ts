/** Why an alert is there, in a language other than the server's own English. */
import type { AlertKind } from "../../domain/alerts/schema.ts";
import { reasonKey, reasonValues, type ReasonFormat, type ReasonKey } from "../../domain/alerts/reason-figures.ts";
import { reason as ar } from "../../domain/alerts/reasons/ar.ts";
import { reason as de } from "../../domain/alerts/reasons/de.ts";
import { reason as en } from "../../domain/alerts/reasons/en.ts";
import { reason as es } from "../../domain/alerts/reasons/es.ts";
import { reason as fr } from "../../domain/alerts/reasons/fr.ts";
import { reason as hi } from "../../domain/alerts/reasons/hi.ts";
import { reason as pt } from "../../domain/alerts/reasons/pt.ts";
import { reason as zh } from "../../domain/alerts/reasons/zh.ts";
import type { Language } from "../../domain/notifications/words.ts";

const REASONS: Record<Language, Record<ReasonKey, string>> = { en, de, es, fr, pt, hi, zh, ar };
/** Narrow no-break space: a figure and its unit stay on one line. */
const GAP = "\u202f";

const formats = new Map<Language, ReasonFormat>();

/** In metric units: a browser says which language it reads, and not in what it measures. */
function formatOf(language: Language): ReasonFormat {
  const known = formats.get(language);
  if (known) return known;
  const upTo = (digits: number) => new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const days = new Intl.NumberFormat(language, {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
    maximumFractionDigits: 1,
  });
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const format: ReasonFormat = {
    number,
    percent: (ratio) => percent.format(ratio),
    hours: (hours, digits = 1) => `${number(hours, digits)}${GAP}h`,
    days: (count) => days.format(count),
    distance: (metres) => (metres < 1000 ? `${number(metres)}${GAP}m` : `${upTo(1).format(metres / 1000)}${GAP}km`),
    volume: (litres) => `${upTo(1).format(litres)}${GAP}L`,
    dateTime: (at, timeZone) =>
      new Intl.DateTimeFormat(language, {
        timeZone,
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
      }).format(new Date(at)),
  };
  formats.set(language, format);
  return format;
}

/** Null where the figures do not carry the sentence. */
export function reasonText(kind: AlertKind, facts: Record<string, unknown>, language: Language): string | null {
  const values = reasonValues(kind, facts, formatOf(language));
  return values && REASONS[language][reasonKey(kind, facts)].replaceAll(/\{\{ (\w+) \}\}/g, (_, name) => values[name]!);
}
