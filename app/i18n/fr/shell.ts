import type { shell as en } from "../en/shell.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("fr");

export const shell: typeof en = {
  skip: "Aller au contenu",
  mainNavigation: "Navigation principale",
  bottomNavigation: "Navigation rapide",
  moreTitle: "Tous les écrans",
  nav: {
    home: "Vue d’ensemble",
    map: "Carte",
    fleet: "Parc",
    scan: "Scanner",
    rentals: "Locations",
    reservations: "Réservations",
    calendar: "Calendrier",
    rates: "Tarifs",
    rules: "Règles",
    sites: "Sites",
    alerts: "Alertes",
    suggestions: "Suggestions",
    tasks: "Tâches",
    maintenance: "Maintenance",
    checkLists: "Check-lists",
    reports: "Rapports",
    policies: "Règles",
    ledger: "Journal d’audit",
    import: "Import",
    sources: "Sources",
    labels: "Étiquettes",
    members: "Membres",
    dealers: "Concessionnaires",
    customers: "Clients",
    ourDealers: "Nos concessionnaires",
    sync: "File d’envoi",
    apiClients: "Clients API",
    settings: "Réglages",
    group: {
      work: "Travail",
      plan: "Planning",
      control: "Pilotage",
    },
  },
  bell: { none: "Notifications", unread: "Notifications, non lues : {{ count }}" },
  queue: {
    unreadable: "La file de cet appareil est illisible. Quelque chose attend peut-être encore ici.",
    label: (count, shown) =>
      counted(count, {
        one: `${shown} saisie attend l’envoi`,
        many: `${shown} saisies attendent l’envoi`,
        other: `${shown} saisies attendent l’envoi`,
      }),
    asking: (count, shown) =>
      counted(count, { one: `${shown} à décider`, many: `${shown} à décider`, other: `${shown} à décider` }),
    refused: "Le serveur n’a pas accepté une saisie. Elle reste dans la file.",
    open: "Décider",
  },
  live: {
    live: "En direct : les changements apparaissent seuls",
    connecting: "Connexion au direct",
    offline: "Pas de mises à jour en direct",
    short: {
      live: "En direct",
      connecting: "Connexion",
      offline: "Hors ligne",
    },
  },
  offline: {
    title: "Vous êtes hors ligne.",
    hint: "Les scans et saisies sont gardés sur cet appareil et envoyés au retour du réseau.",
    asOf: "Dernière mise à jour de cet écran : {{ time }}.",
    missing: "Cet écran n’a pas encore été ouvert ici et a besoin du réseau.",
    noScreen: "La première fois, cet écran a besoin du réseau",
  },
  update: {
    title: "Une nouvelle version est prête.",
    apply: "Mettre à jour",
    later: "Plus tard",
    lost: "Une partie de l’application n’a pas pu être chargée",
    lostHint:
      "Elle a sans doute été mise à jour entre-temps. Ce que vous aviez enregistré est en sécurité ; rechargez pour continuer.",
  },
  organization: {
    label: "Organisation",
    switch: "Changer d’organisation :",
  },
  user: {
    menu: "Compte de {{ name }}",
    theme: "Thème",
    themeSystem: "Comme l’appareil",
    themeLight: "Clair",
    themeDark: "Sombre",
    language: "Langue",
    field: "Mode terrain",
    fieldOn: "Activé : grandes touches, fort contraste",
    fieldOff: "Désactivé",
    settings: "Réglages",
    switchPerson: "Changer de personne",
    signOut: "Se déconnecter",
  },
  demo: "Données de démo",
};
