import type { batch as en } from "../en/batch.ts";

export const batch: typeof en = {
  add: "Hinzufügen",
  list: "Maschinen in diesem Stapel",
  none: "Noch keine Maschine",
  noneHint: "Halten Sie ein Etikett ins Bild oder tippen Sie eine Nummer.",
  count: (count, shown) => (count === 1 ? "1 Maschine" : `${shown} Maschinen`),
  added: "{{ humanId }} hinzugefügt",
  twice: "{{ humanId }} steht schon in der Liste",
  full: "Ein Stapel fasst 100 Maschinen. Schließen Sie diesen erst ab.",
  remove: "{{ humanId }} von der Liste nehmen",
  clear: "Liste leeren",
  looking: "Maschine wird gesucht",
  offline:
    "Ohne Verbindung lassen sich Maschinen nicht nachschlagen. Was in der Liste steht, kann übergeben werden: Es wird gespeichert und später gesendet.",
  action: {
    label: "Was mit ihnen geschieht",
    SEND_OUT: "Ausgeben",
    TAKE_BACK: "Zurück\u00ADnehmen",
    RESERVE: "Reser\u00ADvieren",
  },
  meter: "Zähler von {{ humanId }}",
  notes: "Notiz",
  notesHint: "Gilt für jede der Maschinen, ebenso Fotos",
  site: "An welchen Einsatzort",
  siteHint: "Einsatzorte, an die alle diese Maschinen dürfen",
  noSite: "Kein Einsatzort kann alle diese Maschinen nehmen. Nehmen Sie einige von der Liste.",
  reservation: "In welche Reservierung",
  chooseReservation: "Reservierung wählen",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, {{ from }} bis {{ to }} ({{ given }} zugeteilt)",
  noReservation: "Es gibt keine bestätigte Reservierung, der noch Maschinen fehlen.",
  leftOut: {
    SEND_OUT: "Kann nicht ausgegeben werden",
    TAKE_BACK: "Ist nicht ausgegeben",
    RESERVE: "Kann nicht reserviert werden",
  },
  submit: {
    SEND_OUT: (count, shown) => (count === 1 ? "1 Maschine ausgeben" : `Alle ${shown} ausgeben`),
    TAKE_BACK: (count, shown) => (count === 1 ? "1 Maschine zurücknehmen" : `Alle ${shown} zurücknehmen`),
    RESERVE: (count, shown) => (count === 1 ? "1 Maschine reservieren" : `Alle ${shown} reservieren`),
  },
  retry: (count, shown) => (count === 1 ? "Die abgelehnte noch einmal" : `Die ${shown} abgelehnten noch einmal`),
  resend: "Noch einmal senden",
  unsent: "Es kam keine Antwort. Nichts ist verloren: Senden Sie noch einmal, keine Maschine wird doppelt übergeben.",
  problem: {
    meter: "Prüfen Sie die Zähler: Jeder braucht eine Zahl, die nicht unter der letzten liegt.",
    site: "Wählen Sie einen Einsatzort.",
    due: "Wählen Sie eine Rückgabezeit, die noch kommt.",
    reservation: "Wählen Sie eine Reservierung.",
    none: "Keine dieser Maschinen kann dabei sein. Wählen Sie etwas anderes oder scannen Sie weitere.",
  },
  outcome: { done: "Erledigt", refused: "Abgelehnt", waits: "Wartet" },
  result: {
    stored: (count: number, shown: string) =>
      count === 1
        ? "1 Maschine ist auf diesem Gerät gespeichert und geht hinaus, sobald Netz da ist"
        : `${shown} Maschinen sind auf diesem Gerät gespeichert und gehen hinaus, sobald Netz da ist`,
    all: (count, shown) => (count === 1 ? "1 Maschine ist erledigt" : `Alle ${shown} Maschinen sind erledigt`),
    some: "{{ done }} von {{ total }} sind erledigt, {{ refused }} abgelehnt",
    next: "Nächster Stapel",
  },
};
