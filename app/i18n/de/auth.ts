import type { auth as source } from "../en/auth.ts";

export const auth: typeof source = {
  title: "Anmelden",
  claim: "Jede Maschine, jede Stunde, jede Übergabe.",
  claimHint: "Mietmaschinen ausgeben, zurücknehmen und im Blick behalten.",
  email: {
    label: "E-Mail",
    hint: "Wir senden Ihnen einen sechsstelligen Code. Kein Passwort.",
    submit: "Code senden",
    invalid: "Geben Sie eine E-Mail-Adresse wie name@firma.de ein.",
  },
  code: {
    title: "Code eingeben",
    sentTo: "Gesendet an {{ email }}",
    label: "Sechsstelliger Code",
    submit: "Anmelden",
    incomplete: "Der Code hat sechs Ziffern.",
    wrong: "Dieser Code stimmt nicht. Sehen Sie in der neuesten E-Mail nach.",
    expired: "Dieser Code ist abgelaufen. Fordern Sie einen neuen an.",
    tooMany: "Zu viele falsche Codes. Fordern Sie einen neuen an.",
    resend: "Neuen Code senden",
    resendIn: "Neuer Code in {{ seconds }} s",
    resent: "Ein neuer Code ist unterwegs. Der alte gilt nicht mehr.",
    otherEmail: "Andere E-Mail verwenden",
  },
  passkey: {
    submit: "Mit Passkey anmelden",
    failed: "Der Passkey wurde nicht angenommen. Nutzen Sie stattdessen einen Code.",
    or: "oder",
  },
  slowDown: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es erneut.",
  failed: "Die Anmeldung hat nicht geklappt. Versuchen Sie es erneut.",
  offline: "Sie sind offline. Zum Anmelden braucht es eine Verbindung.",
  demo: {
    title: "Demokonten",
    hint: "Ein Tippen meldet Sie an. Die Daten sind erfunden.",
    mailbox: "Demo-Postfach öffnen und Codes lesen",
    signInAs: "Anmelden als",
    all: "Alle {{ count }} Konten zeigen",
  },
  version: "Version {{ version }}",
};
