import type { ledger as english } from "../en/ledger.ts";

export const ledger: typeof english = {
  title: "Prüfprotokoll",
  hint: "Jede Änderung ist ein Eintrag mit dem Fingerabdruck des vorigen. Niemand kann einen Eintrag ändern oder entfernen, ohne die Kette zu brechen.",
  column: { what: "Was geschah", machine: "Maschine", who: "Wer", when: "Wann", seq: "Eintrag", hash: "Fingerabdruck" },
  you: "Sie",
  system: "System",
  filter: { type: "Was geschah", all: "Alles", machine: "Maschinennummer" },
  none: { title: "Keine Einträge", hint: "Einträge erscheinen, sobald jemand etwas ändert." },
  noMatch: {
    title: "Kein Eintrag passt",
    hint: "Wählen Sie ein anderes Ereignis oder leeren Sie die Maschinennummer.",
  },
  verify: {
    action: "Kette prüfen",
    chain: "Zu prüfende Kette",
    running: "Jeder Eintrag wird geprüft",
    ok: "Die Kette ist heil",
    okHint: (count, shown) =>
      count === 1 ? "1 Eintrag wurde geprüft." : `Alle ${shown} Einträge wurden geprüft, vom ersten bis zum neuesten.`,
    bad: "Die Kette ist gebrochen",
    badHint: "Eintrag {{ seq }} passt als erster nicht: {{ reason }}. {{ checked }} Einträge wurden geprüft.",
    at: "Geprüft {{ time }}",
  },
  event: {
    rental: {
      checked_out: "Ausgegeben an {{ site }}",
      checked_in: "Zurückgenommen von {{ site }}",
      check_out_refused: "Ausgabe verweigert",
      due_changed: "Rückgabe verlegt",
      called_off: "Freigemeldet",
      reserved: "Reserviert",
      cancelled: "Storniert",
    },
    asset: { status_changed: "Status: {{ from }} → {{ to }}", created: "In die Flotte aufgenommen" },
    site: { created: "Einsatzort angelegt: {{ name }}" },
    alert: {
      opened: "Alarm: {{ kind }}",
      resolved: "Alarm erledigt: {{ kind }}",
      acknowledged: "Alarm bestätigt: {{ kind }}",
    },
    unknown: "Ereignis {{ type }}",
  },
  kind: {
    "rental.checked_out": "Ausgegeben",
    "rental.checked_in": "Zurückgenommen",
    "rental.check_out_refused": "Ausgabe verweigert",
    "asset.status_changed": "Status geändert",
    "site.created": "Einsatzort angelegt",
  },
  detail: {
    meter: "Zähler {{ hours }}",
    due: "zurück bis {{ time }}",
    hours: "{{ hours }} gelaufen",
    fuel: "Kraftstoff {{ volume }}",
    override: "Außerhalb des Geozauns, mit Begründung",
    byLabel: "mit Etikett",
    photos: (count) => (count === 1 ? "1 Foto" : `${count} Fotos`),
    outside: "{{ distance }} außerhalb des Geozauns von {{ site }}",
  },
  unknownSite: "unbekanntem Ort",
};
