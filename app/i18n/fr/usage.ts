import type { usage as en } from "../en/usage.ts";

export const usage: typeof en = {
  log: {
    title: "Heures de {{ machine }}",
    hint: "Ce que la machine a fait en un jour. Les heures moteur suffisent. Marche aussi sans réseau.",
    ran: "Heures moteur",
    idle: "Dont au ralenti",
    fuel: "Carburant",
    meter: "Horamètre",
    date: "Jour",
    who: "Qui l’a conduite",
    me: "Moi",
    notes: "Remarques",
    locate: "Ajouter sa position",
    place: "Position connue à {{ accuracy }} près",
    noPlace: "Cet appareil ne sait pas où il est.",
    send: "Relever les heures",
    done: "Heures relevées",
    kept: "Votre saisie est gardée. Pour ce jour, les données de la machine elle-même comptent.",
    problem: {
      date: "Choisissez un jour, aujourd’hui au plus tard",
      ran: "Entrez des heures de 0 à 24, par exemple 6,5",
      idle: "Entrez des heures, par exemple 1,5",
      idleMore: "Pas plus que les heures moteur",
      fuel: "Entrez un nombre, par exemple 80",
      meter: "Entrez des heures, par exemple 1204,5",
      meterLow: "Il indiquait déjà {{ hours }}",
    },
  },
  note: {
    title: "Remarque sur {{ machine }}",
    hint: "Elle figure dans l’historique de la machine, pour son concessionnaire et pour qui l’a en location.",
    words: "Ce qu’il faut savoir",
    empty: "Entrez quelques mots",
    send: "Enregistrer la remarque",
    done: "Remarque enregistrée",
  },
};
