import type { labels as en } from "../en/labels.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("fr");

export const labels: typeof en = {
  title: "Étiquettes",
  hint: "Chaque étiquette porte une signature, le scanner la distingue ainsi d’une fausse. Imprimez sur des feuilles A4 résistantes aux intempéries.",
  print: "Imprimer",
  site: "Site",
  allSites: "Tous les sites",
  status: "Statut",
  allStatuses: "Tous les statuts",
  numbers: "Seulement ces numéros",
  numbersUnknown: "Pas un numéro : {{ text }}",
  size: "Étiquettes côte à côte",
  small: "3 par rangée",
  large: "2 par rangée",
  count: (count, shown) =>
    counted(count, {
      one: `${shown} étiquette choisie.`,
      many: `${shown} étiquettes choisies.`,
      other: `${shown} étiquettes choisies.`,
    }),
  capped: "Les {{ most }} premières ; affinez le choix pour les autres.",
  include: "Imprimer {{ machine }}",
  alt: "Code QR de {{ machine }}",
  empty: "Aucune étiquette pour ce choix",
  emptyHint: "Les machines sans tag actif n’ont pas d’étiquette. Choisissez un autre site ou statut.",
};
