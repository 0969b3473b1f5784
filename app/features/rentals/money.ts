/** Money as it is kept (the smallest unit of its currency) and as people read and type it. */
import { minorDigits } from "../../../server/domain/rates/spend.ts";
import type { Format } from "~/lib/format.ts";

/** "1,234.50 €" */
export const moneyText = (format: Format, minor: number, currency: string): string =>
  format.money(minor / 10 ** minorDigits(currency), currency);

/** What an input shows: "1234.50"; empty for null. */
export const moneyInput = (minor: number | null, currency: string): string =>
  minor === null ? "" : (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));

/** What was typed, with a point or a comma, in the smallest unit; null when empty, undefined when it is no amount of the currency. */
export function readMoney(text: string, currency: string): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  const digits = minorDigits(currency);
  const [whole, part = "", ...rest] = plain.split(".");
  if (rest.length > 0 || !/^\d{1,9}$/.test(whole!) || !/^\d*$/.test(part) || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || 0);
}
