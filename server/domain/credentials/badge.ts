/**
 * What a badge carries. The QR code holds `SMARTRENTAL-BADGE:1.` and 32 base 32 characters (160 random bits); the scheme is
 * our own, so that a phone's camera opens no page with it and it reaches no server's log. The number under it (9 random
 * digits and a check digit) is for typing where a camera fails; both need the PIN.
 */
import { encodeBase32UpperCaseNoPadding } from "@oslojs/encoding";

const SCHEME = "SMARTRENTAL-BADGE:1.";
const TOKEN_BYTES = 20;
const NUMBER_DIGITS = 10;

export type BadgeCode = { kind: "token"; token: string } | { kind: "number"; number: string };

/** The text of the QR code; upper case throughout, which QR codes pack more tightly. */
export const badgeText = (token: string): string => SCHEME + token;

/** The token of 20 random bytes. */
export function badgeTokenFrom(random: Uint8Array): string {
  if (random.length !== TOKEN_BYTES) throw new RangeError("A badge's token is made of 20 bytes.");
  return encodeBase32UpperCaseNoPadding(random);
}

/** A number of ten digits from random bytes, at least 24 of them; the last one is Luhn's check digit (ISO/IEC 7812-1). */
export function badgeNumberFrom(random: Uint8Array): string {
  const digits = [...random].filter((byte) => byte < 250).map((byte) => byte % 10);
  if (digits.length < NUMBER_DIGITS - 1) throw new RangeError("Too few random bytes for a badge's number.");
  const body = digits.slice(0, NUMBER_DIGITS - 1).join("");
  return body + String((10 - luhnSum(`${body}0`)) % 10);
}

/** What was scanned or typed as a badge; null for anything else, a mistyped number included. */
export function parseBadge(text: string): BadgeCode | null {
  const plain = text.trim().toUpperCase();
  const [, token] = /^SMARTRENTAL-BADGE:1\.([A-Z2-7]{32})$/.exec(plain) ?? [];
  if (token) return { kind: "token", token };
  const number = plain.replaceAll(/[\s-]/g, "");
  return /^[0-9]{10}$/.test(number) && luhnSum(number) === 0 ? { kind: "number", number } : null;
}

/** The number as it is printed: "482 913 0576". */
export const shownNumber = (number: string): string => `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;

/** The last digits, by which people tell cards apart. */
export const numberHint = (number: string): string => number.slice(-3);

/** Luhn's sum modulo 10; nought for a number whose check digit is right. */
function luhnSum(number: string): number {
  let sum = 0;
  for (let index = 0; index < number.length; index++) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10;
}
