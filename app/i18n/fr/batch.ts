import type { batch as en } from "../en/batch.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("fr");

export const batch: typeof en = {
  add: "Ajouter",
  list: "Machines de ce lot",
  none: "Pas encore de machine",
  noneHint: "Présentez une étiquette à la caméra ou tapez un numéro.",
  count: (count, shown) =>
    counted(count, { one: `${shown} machine`, many: `${shown} machines`, other: `${shown} machines` }),
  added: "{{ humanId }} ajoutée",
  twice: "{{ humanId }} est déjà dans la liste",
  full: "Un lot contient 100 machines. Terminez d’abord celui-ci.",
  remove: "Enlever {{ humanId }} de la liste",
  clear: "Vider la liste",
  looking: "Recherche de la machine",
  offline:
    "Sans réseau, impossible de rechercher des machines. Celles de la liste peuvent être remises : chaque remise est gardée et envoyée plus tard.",
  action: { label: "Que faire d’elles", SEND_OUT: "Sortir", TAKE_BACK: "Rentrer", RESERVE: "Réserver" },
  meter: "Horamètre de {{ humanId }}",
  notes: "Remarque",
  notesHint: "Jointe à chaque machine, comme les photos",
  site: "Vers quel site",
  siteHint: "Sites où toutes ces machines peuvent aller",
  noSite: "Aucun site ne peut recevoir toutes ces machines. Enlevez-en de la liste.",
  reservation: "Pour quelle réservation",
  chooseReservation: "Choisir une réservation",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, du {{ from }} au {{ to }} ({{ given }} attribuées)",
  noReservation: "Aucune réservation confirmée n’attend encore de machines.",
  leftOut: {
    SEND_OUT: "Ne peut pas sortir",
    TAKE_BACK: "N’est pas sortie",
    RESERVE: "Ne peut pas être réservée",
  },
  submit: {
    SEND_OUT: (count, shown) =>
      counted(count, { one: `Sortir ${shown} machine`, many: `Sortir les ${shown}`, other: `Sortir les ${shown}` }),
    TAKE_BACK: (count, shown) =>
      counted(count, { one: `Rentrer ${shown} machine`, many: `Rentrer les ${shown}`, other: `Rentrer les ${shown}` }),
    RESERVE: (count, shown) =>
      counted(count, {
        one: `Réserver ${shown} machine`,
        many: `Réserver les ${shown}`,
        other: `Réserver les ${shown}`,
      }),
  },
  retry: (count, shown) =>
    counted(count, {
      one: `Réessayer ${shown} refusée`,
      many: `Réessayer les ${shown} refusées`,
      other: `Réessayer les ${shown} refusées`,
    }),
  resend: "Renvoyer",
  unsent: "Aucune réponse. Rien n’est perdu : renvoyez, aucune machine ne sera remise deux fois.",
  problem: {
    meter: "Vérifiez les horamètres : chacun doit avoir un relevé, pas plus bas que le dernier.",
    site: "Choisissez un site.",
    due: "Choisissez un retour à venir.",
    reservation: "Choisissez une réservation.",
    none: "Aucune de ces machines ne convient. Choisissez une autre action ou scannez-en d’autres.",
  },
  outcome: { done: "Fait", refused: "Refusée", waits: "En attente" },
  result: {
    stored: (count, shown) =>
      counted(count, {
        one: `${shown} machine est gardée sur cet appareil. Envoi dès qu’il y a du réseau`,
        many: `${shown} machines sont gardées sur cet appareil. Envoi dès qu’il y a du réseau`,
        other: `${shown} machines sont gardées sur cet appareil. Envoi dès qu’il y a du réseau`,
      }),
    all: (count, shown) =>
      counted(count, {
        one: `${shown} machine traitée`,
        many: `Les ${shown} machines sont traitées`,
        other: `Les ${shown} machines sont traitées`,
      }),
    some: "{{ done }} sur {{ total }} traitées, {{ refused }} refusées",
    next: "Lot suivant",
  },
};
