import type { rules as en } from "../en/rules.ts";

export const rules: typeof en = {
  title: "Regeln",
  hint: "Wie bei Ihnen gebucht, übergeben und zurückgenommen wird. Eine Änderung gilt für alle, sobald sie gespeichert ist.",
  readOnly: "Nur eine Administratorin oder ein Administrator des Händlers kann diese Regeln ändern.",
  dealer: "Händler",
  noDealer: { title: "Noch keine Händler", hint: "Regeln gehören zu einem Händler. Legen Sie zuerst einen an." },
  version: "Version {{ version }}, gespeichert {{ time }} von {{ who }}",
  never: "Es wurde noch nie etwas geändert: Es gelten die Vorgaben.",
  by: { start: "der Einrichtung", other: "der Zentrale oder einem Programm" },
  default: "Vorgabe: {{ value }}",
  changed: "noch nicht gespeichert",
  save: "Regeln speichern",
  discard: "Änderungen verwerfen",
  saved: "Die Regeln sind gespeichert und gelten ab jetzt.",
  resumed: "Was Sie vorher geändert haben, ist noch da. Speichern oder verwerfen Sie es.",
  stale: "Inzwischen hat jemand Version {{ version }} gespeichert. Ihre Eingaben sind noch da.",
  keep: "Meine Eingaben behalten",
  on: "Ja",
  off: "Nein",
  problem: {
    number: "Geben Sie eine Zahl von {{ min }} bis {{ max }} ein.",
    whole: "Geben Sie eine ganze Zahl von {{ min }} bis {{ max }} ein.",
    some: "Einige Eingaben sind nicht brauchbar. Sie sind markiert.",
  },
  unit: { hours: "h", minutes: "min", days: "Tage", metres: "m", percent: "%", times: "×" },
  group: {
    booking: "Zwischen zwei Buchungen",
    customers: "Was Kunden sehen und dürfen",
    handOver: "Bei der Übergabe",
    due: "Wenn eine Vermietung endet",
    idle: "Maschinen, die stillstehen",
    place: "Maschinen nicht an ihrem Platz",
    state: "Funkstille, Wartung und Kraftstoff",
    alerts: "Alarme",
  },
  rule: {
    bufferBeforeH: {
      name: "Zeit vor einer Buchung",
      hint: "Bleibt vor jeder Buchung frei, um die Maschine vorzubereiten.",
    },
    bufferAfterH: {
      name: "Zeit nach einer Buchung",
      hint: "Bleibt nach jeder Buchung frei, um die Maschine zurückzuholen und zu reinigen.",
    },
    typeBuffers: {
      name: "Typen mit eigenen Zeiten",
      hint: "Für diese Typen gelten diese Zeiten anstelle der beiden oben.",
    },
    workshopH: {
      name: "Dauer einer Wartung",
      hint: "So lange kann eine Maschine wegen einer geplanten Wartung nicht gebucht werden.",
    },
    publishCounts: {
      name: "Sagen, wie viele frei sind",
      hint: "Kunden sehen, wie viele Maschinen eines Typs an den gewählten Tagen frei sind.",
    },
    publishDates: {
      name: "Sagen, wann eine Maschine belegt ist",
      hint: "Kunden sehen, von wann bis wann eine Maschine belegt ist, nie durch wen.",
    },
    selfService: {
      name: "Mitnehmen ohne Reservierung",
      hint: "Leute des Kunden dürfen eine Maschine über ihr Etikett ausgeben, ohne dass etwas reserviert ist.",
    },
    autoConfirmUnits: {
      name: "Sofort bestätigen: Maschinen",
      hint: "Anfragen für bis zu so viele Maschinen werden ohne Sie bestätigt. Bei 0 bestätigen Sie jede selbst.",
    },
    autoConfirmDays: {
      name: "Sofort bestätigen: Tage",
      hint: "Längere Anfragen warten auf Sie, für wie wenige Maschinen auch immer.",
    },
    gateRequired: {
      name: "Nur innerhalb des Zauns",
      hint: "Ohne dies wird eine Übergabe außerhalb des Zauns vermerkt und nicht abgelehnt.",
    },
    positionRequired: {
      name: "Nur mit Standort",
      hint: "Ein Telefon, das nicht sagt, wo es ist, kann nichts übergeben.",
    },
    maxAccuracyCreditM: {
      name: "Spielraum für ungenaue Standorte",
      hint: "So viel von der Ungenauigkeit eines Telefons zählt am Zaun zu seinen Gunsten.",
    },
    dueSoonHours: {
      name: "Bald fällig",
      hint: "So lange vor der Fälligkeit wird eine Maschine als bald fällig gezeigt.",
    },
    graceMinutes: {
      name: "Kulanz",
      hint: "So lange nach der Fälligkeit ist eine Maschine noch nicht überfällig. Unter Mietpreise können Kunden eigene Bedingungen haben.",
    },
    autoExtendDays: {
      name: "Verlängern ohne Nachfrage",
      hint: "Tage, die ein Kunde an das Vereinbarte anhängen darf, wenn danach nichts reserviert ist.",
    },
    nightDropOff: {
      name: "Nächtliche Rückgabe zählt",
      hint: "Eine nach Feierabend abgestellte Maschine gilt dann als zurückgegeben und nicht erst, wenn Sie sie annehmen.",
    },
    idleRatio: {
      name: "Leerlauf",
      hint: "Ab diesem Anteil ihrer Laufzeit gilt eine vermietete Maschine im Leerlauf als stillstehend.",
    },
    idleDays: { name: "Betrachtete Tage", hint: "Über so viele Tage, die alle gemeldet sein müssen." },
    idleMinRuntimeH: { name: "Kürzester Tag", hint: "Ein Tag mit weniger Laufzeit sagt nichts über Leerlauf." },
    breachDwellMin: {
      name: "Außerhalb des Geländes: Dauer",
      hint: "So lange muss eine vermietete Maschine außerhalb sein, bevor ein Alarm entsteht.",
    },
    breachMarginM: {
      name: "Außerhalb des Geländes: Abstand",
      hint: "So weit jenseits des Zauns gilt sie noch als innerhalb.",
    },
    motionDwellMin: {
      name: "Unvermietet bewegt: Dauer",
      hint: "So lange muss eine nicht vermietete Maschine fort sein, bevor ein Alarm entsteht.",
    },
    motionMarginM: {
      name: "Unvermietet bewegt: Abstand",
      hint: "So weit von ihrem Platz gilt sie noch als dort stehend.",
    },
    heartbeatHours: { name: "Funkstille", hint: "Eine Maschine, von der so lange nichts kommt, wird gemeldet." },
    heartbeatFactor: {
      name: "Funkstille, gemessen am Üblichen",
      hint: "Und nicht vor dem Sovielfachen der Pause, die bei ihrer Quelle üblich ist.",
    },
    serviceIntervalH: {
      name: "Wartung: alle Stunden",
      hint: "So viele Betriebsstunden nach der letzten wird eine Wartung fällig.",
    },
    serviceIntervalDays: {
      name: "Wartung: alle Tage",
      hint: "Und spätestens so viele Tage nach der letzten; 0: nur nach Stunden.",
    },
    maintenanceSoftHours: {
      name: "Wartung: Stunden vorher",
      hint: "So viele Betriebsstunden vor der Fälligkeit wird eine Wartung gemeldet.",
    },
    maintenanceSoftDays: {
      name: "Wartung: Tage vorher",
      hint: "So viele Tage vor der Fälligkeit wird eine Wartung gemeldet.",
    },
    fuelFactor: {
      name: "Kraftstoff",
      hint: "Ab dem Sovielfachen dessen, was die Maschine sonst je Stunde verbraucht.",
    },
    typeLimits: { name: "Typen mit eigenen Grenzen", hint: "Für diese Typen gelten diese Grenzen statt der obigen." },
    escalateCriticalHours: {
      name: "Kritische Alarme eskalieren",
      hint: "Hat so lange niemand einen bestätigt, geht er an die Administratoren.",
    },
    escalateHours: { name: "Andere Alarme eskalieren", hint: "Dasselbe für Alarme, die nicht kritisch sind." },
  },
  types: {
    type: "Typ",
    add: "Typ hinzufügen",
    before: "{{ type }}: vorher, Stunden",
    after: "{{ type }}: nachher, Stunden",
    remove: "{{ type }} entfernen",
    none: "keine",
    one: "{{ type }} {{ before }} h vorher, {{ after }} h nachher",
    limit: "{{ type }}: {{ rule }}",
    limits: "{{ type }}: {{ limits }}",
    addLimit: "Grenze hinzufügen",
    limitType: "Typ",
    limitRule: "Grenze",
  },
  history: {
    title: "Wer was geändert hat",
    version: "Version {{ version }}",
    saved: "{{ time }}, {{ who }}",
    change: "{{ rule }}: {{ from }} → {{ to }}",
    same: "Die Regeln, wie sie eingerichtet wurden.",
    empty: "Noch hat niemand die Regeln geändert.",
  },
};
