import type { usage as en } from "../en/usage.ts";

export const usage: typeof en = {
  log: {
    title: "Stunden von {{ machine }}",
    hint: "Was die Maschine an einem Tag getan hat. Die Motorstunden genügen. Geht auch ohne Netz.",
    ran: "Motorstunden",
    idle: "Davon Leerlauf",
    fuel: "Kraftstoff",
    meter: "Zählerstand",
    date: "Tag",
    who: "Wer gefahren ist",
    me: "Ich",
    notes: "Notizen",
    locate: "Standort anfügen",
    place: "Standort auf {{ accuracy }} bekannt",
    noPlace: "Dieses Gerät weiß nicht, wo es ist.",
    send: "Eintragen",
    done: "Stunden eingetragen",
    kept: "Ihr Eintrag ist gespeichert. Für diesen Tag gelten die Daten der Maschine selbst.",
    problem: {
      date: "Wählen Sie einen Tag, spätestens heute",
      ran: "Geben Sie 0 bis 24 Stunden ein, etwa 6,5",
      idle: "Geben Sie Stunden ein, etwa 1,5",
      idleMore: "Nicht mehr als die Motorstunden",
      fuel: "Geben Sie eine Zahl ein, etwa 80",
      meter: "Geben Sie Stunden ein, etwa 1204,5",
      meterLow: "Er stand schon auf {{ hours }}",
    },
  },
  note: {
    title: "Notiz zu {{ machine }}",
    hint: "Sie steht in der Geschichte der Maschine, für den Händler und für den, der sie gemietet hat.",
    words: "Was man wissen muss",
    empty: "Geben Sie ein paar Worte ein",
    send: "Notiz speichern",
    done: "Notiz gespeichert",
  },
};
