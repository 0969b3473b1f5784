import type { labels as source } from "../en/labels.ts";

export const labels: typeof source = {
  title: "Etiketten",
  hint: "Jedes Etikett trägt eine Signatur, an der der Scanner Fälschungen erkennt. Drucken Sie auf wetterfeste A4-Bögen.",
  print: "Drucken",
  site: "Standort",
  allSites: "Alle Standorte",
  status: "Status",
  allStatuses: "Jeder Status",
  numbers: "Nur diese Nummern",
  numbersUnknown: "Keine Nummer: {{ text }}",
  size: "Etiketten nebeneinander",
  small: "3 je Zeile",
  large: "2 je Zeile",
  count: (count: number, shown: string) => (count === 1 ? "1 Etikett gewählt." : `${shown} Etiketten gewählt.`),
  capped: "Die ersten {{ most }}; grenzen Sie die Auswahl für andere ein.",
  include: "{{ machine }} drucken",
  alt: "QR-Code von {{ machine }}",
  empty: "Keine Etiketten für diese Auswahl",
  emptyHint: "Maschinen ohne aktives Schild haben kein Etikett. Wählen Sie anderen Standort oder Status.",
};
