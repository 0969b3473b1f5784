/** Single values of a feed: numbers, times, durations and units, each with the reason why it can not be used. */
import type { RecordProblemCode } from "./problems.ts";

export type Read<T> = { ok: true; value: T } | { ok: false; code: RecordProblemCode };
const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (code: RecordProblemCode): Read<never> => ({ ok: false, code });

/** A decimal number; a comma is taken for the point where there is no point. */
export function readNumber(text: string): Read<number> {
  const plain = /^[+-]?\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(plain)) return bad("not_a_number");
  const value = Number(plain);
  return Number.isFinite(value) ? good(value) : bad("not_a_number");
}

/** Clocks of machines and of ours differ by minutes. */
const FUTURE_TOLERANCE_MS = 15 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** An instant in UTC, to the second. A time without a zone is UTC, as the standard says of all of them. */
export function readTime(text: string, now: Date): Read<Date> {
  const parts = TIME.exec(text);
  if (!parts) return bad("invalid_time");
  const [, year, month, day, hour, minute, second = "00", , zone = "Z"] = parts;
  if (Number(year) < 2000) return bad("time_too_early");
  const offset = zone.toUpperCase() === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== `${year}-${month}-${day}`)
    return bad("invalid_time");
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(at.getTime())) return bad("invalid_time");
  if (at.getTime() < EARLIEST) return bad("time_too_early");
  if (at.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) return bad("time_in_future");
  return good(at);
}

const DURATION = /^(-)?P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Hours, as decimal hours (ISO 15143-3) or as a duration (AEMP 1.2, ISO 8601: `P13DT0H25M59.999S`). */
export function readHours(text: string): Read<number> {
  const parts = DURATION.exec(text);
  if (!parts || !/\d/.test(text)) return readNumber(text);
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
  const total = Number(days) * 24 + Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600;
  return good(((sign ? -1 : 1) * Math.round(total * 10_000)) / 10_000);
}

/** How many of ours one of a unit is, by how makers spell it. */
const LITRES: Record<string, number> = {
  litre: 1,
  litres: 1,
  liter: 1,
  liters: 1,
  l: 1,
  ltr: 1,
  gallon: 3.785411784,
  gallons: 3.785411784,
  gal: 3.785411784,
  "us gallon": 3.785411784,
  "imperial gallon": 4.54609,
};
const KILOMETRES: Record<string, number> = {
  kilometre: 1,
  kilometres: 1,
  kilometer: 1,
  kilometers: 1,
  km: 1,
  metre: 0.001,
  metres: 0.001,
  meter: 0.001,
  meters: 0.001,
  m: 0.001,
  mile: 1.609344,
  miles: 1.609344,
  mi: 1.609344,
};
const METRES: Record<string, number> = {
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  m: 1,
  foot: 0.3048,
  feet: 0.3048,
  ft: 0.3048,
};
const KILOGRAMS: Record<string, number> = {
  kilogram: 1,
  kilograms: 1,
  kg: 1,
  tonne: 1000,
  tonnes: 1000,
  "metric ton": 1000,
  t: 1000,
  pound: 0.45359237,
  pounds: 0.45359237,
  lb: 0.45359237,
  lbs: 0.45359237,
};

const UNITS = { LITRES, KILOMETRES, METRES, KILOGRAMS };

/** The factor to ours; a unit that is not named is ours already. */
export function readUnit(kind: keyof typeof UNITS, text: string | null): Read<number> {
  if (text === null) return good(1);
  const factor = UNITS[kind][text.trim().toLowerCase().replaceAll("_", " ")];
  return factor === undefined ? bad("unknown_unit") : good(factor);
}

const YES = new Set(["true", "1", "on", "yes", "running"]);
const NO = new Set(["false", "0", "off", "no", "stopped", "notrunning"]);

export function readBoolean(text: string): Read<boolean> {
  const word = text.toLowerCase();
  return YES.has(word) ? good(true) : NO.has(word) ? good(false) : bad("not_a_number");
}
