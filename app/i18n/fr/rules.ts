import type { rules as en } from "../en/rules.ts";

export const rules: typeof en = {
  title: "Règles",
  hint: "Comment on réserve, remet et reprend les machines chez vous. Un changement vaut pour tous dès qu’il est enregistré.",
  readOnly: "Seul un administrateur du concessionnaire peut modifier ces règles.",
  dealer: "Concessionnaire",
  noDealer: {
    title: "Pas encore de concessionnaire",
    hint: "Les règles appartiennent à un concessionnaire. Ajoutez-en un d’abord.",
  },
  version: "Version {{ version }}, enregistrée {{ time }} par {{ who }}",
  never: "Rien n’a jamais été changé : les valeurs par défaut valent.",
  by: { start: "la mise en place", other: "le siège ou un programme" },
  default: "Par défaut : {{ value }}",
  changed: "pas encore enregistré",
  save: "Enregistrer les règles",
  discard: "Abandonner les changements",
  saved: "Les règles sont enregistrées et valent dès maintenant.",
  resumed: "Ce que vous aviez changé est encore là. Enregistrez-le ou abandonnez-le.",
  stale: "Entre-temps quelqu’un a enregistré la version {{ version }}. Vos saisies sont encore là.",
  keep: "Garder mes saisies",
  on: "Oui",
  off: "Non",
  problem: {
    number: "Entrez un nombre de {{ min }} à {{ max }}.",
    whole: "Entrez un nombre entier de {{ min }} à {{ max }}.",
    some: "Certaines saisies sont inutilisables. Elles sont marquées.",
  },
  unit: { hours: "h", minutes: "min", days: "jours", metres: "m", percent: "%", times: "×" },
  group: {
    booking: "Entre deux réservations",
    customers: "Ce que les clients voient et peuvent faire",
    handOver: "À la remise",
    due: "À la fin d’une location",
    idle: "Machines à l’arrêt",
    place: "Machines hors de leur place",
    state: "Silence, entretien et carburant",
    alerts: "Alertes",
  },
  rule: {
    bufferBeforeH: {
      name: "Temps avant une réservation",
      hint: "Reste libre avant chaque réservation, pour préparer la machine.",
    },
    bufferAfterH: {
      name: "Temps après une réservation",
      hint: "Reste libre après chaque réservation, pour ramener et nettoyer la machine.",
    },
    typeBuffers: {
      name: "Types avec leurs propres temps",
      hint: "Pour ces types, ces temps valent à la place des deux ci-dessus.",
    },
    workshopH: {
      name: "Durée d’un entretien",
      hint: "Pendant ce temps, un entretien prévu empêche de réserver la machine.",
    },
    publishCounts: {
      name: "Dire combien sont libres",
      hint: "Les clients voient combien de machines d’un type sont libres aux jours choisis.",
    },
    publishDates: {
      name: "Dire quand une machine est prise",
      hint: "Les clients voient de quand à quand une machine est prise, jamais par qui.",
    },
    selfService: {
      name: "Emporter sans réservation",
      hint: "Les gens du client peuvent sortir une machine par son étiquette, sans rien de réservé.",
    },
    autoConfirmUnits: {
      name: "Confirmer aussitôt : machines",
      hint: "Les demandes jusqu’à ce nombre de machines sont confirmées sans vous. Avec 0, vous les confirmez toutes.",
    },
    autoConfirmDays: {
      name: "Confirmer aussitôt : jours",
      hint: "Les demandes plus longues vous attendent, si peu de machines que ce soit.",
    },
    gateRequired: {
      name: "Seulement dans la zone",
      hint: "Sans cela, une remise hors de la zone du chantier est notée et non refusée.",
    },
    positionRequired: {
      name: "Seulement avec une position",
      hint: "Un téléphone qui ne dit pas où il est ne peut rien remettre.",
    },
    maxAccuracyCreditM: {
      name: "Marge pour positions imprécises",
      hint: "Cette part de l’imprécision d’un téléphone compte en sa faveur à la limite de la zone.",
    },
    dueSoonHours: { name: "Bientôt dû", hint: "Ce temps avant l’échéance, une machine est montrée comme bientôt due." },
    graceMinutes: {
      name: "Tolérance",
      hint: "Pendant ce temps après l’échéance, une machine n’est pas encore en retard. Sous Tarifs, des clients peuvent avoir leurs propres conditions.",
    },
    autoExtendDays: {
      name: "Prolonger sans demander",
      hint: "Jours qu’un client peut ajouter à ce qui est convenu, si rien n’est réservé après.",
    },
    nightDropOff: {
      name: "Le dépôt de nuit compte",
      hint: "Une machine déposée après la fermeture compte comme rendue alors, et non quand vous la reprenez.",
    },
    idleRatio: {
      name: "Ralenti",
      hint: "À partir de cette part de ses heures de marche, une machine louée au ralenti compte comme arrêtée.",
    },
    idleDays: { name: "Jours observés", hint: "Sur ce nombre de jours, tous avec des données." },
    idleMinRuntimeH: { name: "Jour le plus court", hint: "Un jour avec moins de marche ne dit rien du ralenti." },
    breachDwellMin: {
      name: "Hors de la zone : durée",
      hint: "Une machine louée doit être dehors aussi longtemps avant qu’une alerte s’ouvre.",
    },
    breachMarginM: {
      name: "Hors de la zone : distance",
      hint: "Jusqu’à cette distance de la zone, elle compte encore comme dedans.",
    },
    motionDwellMin: {
      name: "Déplacée sans location : durée",
      hint: "Une machine non louée doit être partie aussi longtemps avant qu’une alerte s’ouvre.",
    },
    motionMarginM: {
      name: "Déplacée sans location : distance",
      hint: "Jusqu’à cette distance de sa place, elle compte encore comme immobile.",
    },
    heartbeatHours: { name: "Silence", hint: "Une machine dont on n’a rien reçu pendant ce temps est signalée." },
    heartbeatFactor: {
      name: "Silence, selon l’habitude",
      hint: "Et pas avant tant de fois la pause habituelle de sa source.",
    },
    serviceIntervalH: {
      name: "Entretien : toutes les heures",
      hint: "Un entretien est dû tant d’heures de marche après le dernier.",
    },
    serviceIntervalDays: {
      name: "Entretien : tous les jours",
      hint: "Et au plus tard tant de jours après le dernier ; 0 : par heures seulement.",
    },
    maintenanceSoftHours: {
      name: "Entretien : heures avant",
      hint: "Un entretien est signalé tant d’heures de marche avant son échéance.",
    },
    maintenanceSoftDays: {
      name: "Entretien : jours avant",
      hint: "Un entretien est signalé tant de jours avant son échéance.",
    },
    fuelFactor: {
      name: "Carburant",
      hint: "À partir de tant de fois ce que la machine consomme d’habitude par heure.",
    },
    typeLimits: {
      name: "Types avec leurs propres limites",
      hint: "Pour ces types, ces limites remplacent celles ci-dessus.",
    },
    escalateCriticalHours: {
      name: "Escalader les alertes critiques",
      hint: "Si personne n’en a accusé réception pendant ce temps, elle va aux administrateurs.",
    },
    escalateHours: {
      name: "Escalader les autres alertes",
      hint: "De même pour les alertes qui ne sont pas critiques.",
    },
  },
  types: {
    type: "Type",
    add: "Ajouter un type",
    before: "{{ type }} : avant, heures",
    after: "{{ type }} : après, heures",
    remove: "Retirer {{ type }}",
    none: "aucun",
    one: "{{ type }} {{ before }} h avant, {{ after }} h après",
    limit: "{{ type }} : {{ rule }}",
    limits: "{{ type }} : {{ limits }}",
    addLimit: "Ajouter une limite",
    limitType: "Type",
    limitRule: "Limite",
  },
  history: {
    title: "Qui a changé quoi",
    version: "Version {{ version }}",
    saved: "{{ time }}, {{ who }}",
    change: "{{ rule }}: {{ from }} → {{ to }}",
    same: "Les règles telles qu’elles ont été mises en place.",
    empty: "Personne n’a encore changé les règles.",
  },
};
