/** Mails about belonging: an invitation to join, and a dealer that asks to serve. In the organisation's language. */
import type { Role } from "../domain/iam/claims.ts";
import type { Mail } from "./mail.ts";

const ROLES: Record<"en" | "de", Record<Role, string>> = {
  en: {
    CAT_ADMIN: "headquarters",
    DEALER_ADMIN: "dealer administrator",
    DEALER_DISPATCH: "dispatcher",
    CUSTOMER_SUPERVISOR: "site supervisor",
    OPERATOR: "operator",
  },
  de: {
    CAT_ADMIN: "Zentrale",
    DEALER_ADMIN: "Händler-Administration",
    DEALER_DISPATCH: "Disposition",
    CUSTOMER_SUPERVISOR: "Bauleitung",
    OPERATOR: "Maschinist",
  },
};

const languageOf = (locale: string) => (/^de\b/i.test(locale) ? "de" : "en");

type Invited = { to: string; organization: string; role: Role; link: string; validDays: number; locale: string };

/** `locale` is a BCP 47 tag; anything but German reads English. */
export function invitationMail({ to, organization, role, link, validDays, locale }: Invited): Mail {
  const language = languageOf(locale);
  const word = ROLES[language][role];
  if (language === "de")
    return {
      to,
      subject: `Einladung von ${organization} zu Smart Rental`,
      text: `${organization} lädt Sie ein, in Smart Rental mitzuarbeiten (${word}).\n\nNehmen Sie die Einladung hier an:\n${link}\n\nDer Link gilt ${validDays} Tage, nur einmal und nur für diese Adresse (${to}). Ein Kennwort brauchen Sie nicht.\n\nWenn Sie damit nichts anfangen können, ignorieren Sie diese Nachricht: Ohne Zugriff auf diese Adresse kann niemand die Einladung annehmen.\n`,
    };
  return {
    to,
    subject: `${organization} invites you to Smart Rental`,
    text: `${organization} invites you to work with it in Smart Rental (${word}).\n\nAccept the invitation here:\n${link}\n\nThe link is good for ${validDays} days, once, and for this address only (${to}). You need no password.\n\nIf this means nothing to you, ignore this mail: nobody can accept without access to this address.\n`,
  };
}

type Asked = { to: string; dealer: string; message: string | null; link: string; validDays: number; locale: string };

/** A dealer asks a customer's supervisor to let it serve the customer. */
export function relationRequestMail({ to, dealer, message, link, validDays, locale }: Asked): Mail {
  const quoted = message ? `\n\n“${message}”` : "";
  if (languageOf(locale) === "de")
    return {
      to,
      subject: `${dealer} möchte Ihr Unternehmen in Smart Rental bedienen`,
      text: `${dealer} bittet darum, Ihr Unternehmen in Smart Rental als Kunden zu führen.${quoted}\n\nAntworten Sie innerhalb von ${validDays} Tagen hier:\n${link}\n\nOhne Ihre Zustimmung sieht dieser Händler nichts von Ihrem Unternehmen.\n`,
    };
  return {
    to,
    subject: `${dealer} asks to serve your company in Smart Rental`,
    text: `${dealer} asks to take your company on as a customer in Smart Rental.${quoted}\n\nAnswer within ${validDays} days here:\n${link}\n\nWithout your consent this dealer sees nothing of your company.\n`,
  };
}
