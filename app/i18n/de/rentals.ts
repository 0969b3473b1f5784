import type { rentals as source } from "../en/rentals.ts";

export const rentals: typeof source = {
  title: "Vermietungen",
  hint: "Was draußen ist, was zurückkommen muss und was draußen war. Zeiten gelten an der Baustelle.",
  scan: "Maschine scannen",
  tab: {
    out: "Draußen",
    due: "Fällig und überfällig",
    reserved: "Reserviert",
    returned: "Zurück",
  },
  column: {
    machine: "Maschine",
    state: "Stand",
    site: "Baustelle",
    customer: "Kunde",
    out: "Ausgegeben",
    due: "Fällig",
    back: "Zurückgenommen",
    hours: "Stunden",
    meter: "Zähler am Anfang",
  },
  firstDue: "zuerst fällig {{ time }}",
  empty: {
    out: "Keine Maschine ist draußen",
    due: "Nichts ist fällig oder überfällig",
    reserved: "Nichts ist reserviert",
    returned: "Noch keine Maschine ist zurück",
    hint: "Scannen Sie das Etikett einer Maschine, um sie auszugeben oder zurückzunehmen.",
  },
};
