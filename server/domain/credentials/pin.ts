/** PINs of badges: long enough for a few tries to be hopeless, and none that is tried first. */
import { z } from "zod";

export const PIN_MIN_DIGITS = 6;
export const PIN_MAX_DIGITS = 12;
const PIN = new RegExp(`^\\d{${PIN_MIN_DIGITS},${PIN_MAX_DIGITS}}$`);

/** Digits that stand side by side on a keypad or in a row, forwards; backwards counts too. */
const RUNS = ["01234567890", "147258369", "1472580369", "789456123", "2580", "159357", "159753"];
const MIN_DISTINCT = 3;

/**
 * Whether a PIN is among the first that somebody would try: few different digits, a part that repeats (121212, 123123), a
 * run of numbers (234567, 987654), steps of equal size (135791), doubled digits (112233), mirrored (123321), or a way over
 * the keypad.
 */
export function isTrivialPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  if (new Set(digits).size < MIN_DISTINCT) return true;
  if (repeats(pin)) return true;
  const step = (digits[1]! - digits[0]! + 10) % 10;
  if (digits.every((digit, index) => index === 0 || (digit - digits[index - 1]! + 10) % 10 === step)) return true;
  if (/^(?:(\d)\1)+$/.test(pin)) return true;
  const mirrored = pin.split("").toReversed().join("");
  if (pin === mirrored) return true;
  return RUNS.some((run) => run.includes(pin) || run.includes(mirrored));
}

/** Whether some part of at most half the length makes up the whole by repetition. */
function repeats(pin: string): boolean {
  for (let size = 1; size <= pin.length / 2; size++)
    if (
      pin ===
      pin
        .slice(0, size)
        .repeat(Math.ceil(pin.length / size))
        .slice(0, pin.length)
    )
      return true;
  return false;
}

/** Whether somebody may choose it: digits, enough of them, and not among the first to be tried. */
export const isGoodPin = (pin: string): boolean => PIN.test(pin) && !isTrivialPin(pin);

/** A PIN as typed; blanks are dropped. */
export const typedPinSchema = z
  .string()
  .max(40)
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(PIN, "A PIN has 6 to 12 digits"));

/** A PIN that somebody chooses. Throws no more than "too easy": nothing about it is repeated. */
export const newPinSchema = typedPinSchema.refine((pin) => !isTrivialPin(pin), { message: "This PIN is too easy" });

/** A PIN from random bytes, at least 32 of them: the first run of digits in it that is not trivial. */
export function pinFrom(random: Uint8Array): string {
  // Bytes from 250 on are left out, so that every digit is as likely as any other.
  const digits = [...random].filter((byte) => byte < 250).map((byte) => byte % 10);
  for (let start = 0; start + PIN_MIN_DIGITS <= digits.length; start++) {
    const pin = digits.slice(start, start + PIN_MIN_DIGITS).join("");
    if (!isTrivialPin(pin)) return pin;
  }
  throw new RangeError("Too few random bytes for a PIN.");
}
