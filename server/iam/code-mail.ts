/** The mail that carries a one-time code, in the reader's language. */
import type { Mail } from "./mail.ts";

const TEXTS = {
  en: {
    subject: (otp: string) => `${otp} is your Smart Rental code`,
    text: (otp: string, minutes: number) =>
      `Your code to sign in to Smart Rental is ${otp}.\n\nIt is good for ${minutes} minutes and can be used once. A newer code replaces it.\n\nIf you did not ask for it, ignore this mail: without the code nobody can sign in. Never tell it to anyone.\n`,
  },
  de: {
    subject: (otp: string) => `${otp} ist Ihr Code für Smart Rental`,
    text: (otp: string, minutes: number) =>
      `Ihr Code zur Anmeldung bei Smart Rental lautet ${otp}.\n\nEr gilt ${minutes} Minuten und nur einmal. Ein neuerer Code ersetzt ihn.\n\nWenn Sie ihn nicht angefordert haben, können Sie diese Nachricht ignorieren: Ohne den Code kann sich niemand anmelden. Geben Sie ihn nie weiter.\n`,
  },
} as const;

/** `locale` is the person's BCP 47 tag; anything but German reads English. */
export function codeMail(to: string, otp: string, locale: string | null, validMinutes: number): Mail {
  const texts = /^de\b/i.test(locale ?? "") ? TEXTS.de : TEXTS.en;
  return { to, otp, subject: texts.subject(otp), text: texts.text(otp, validMinutes) };
}
