import type { common as en } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("fr");

export const common: typeof en = {
  product: "Smart Rental",
  notifications: "Notifications",
  action: {
    save: "Enregistrer",
    cancel: "Annuler",
    close: "Fermer",
    retry: "Réessayer",
    back: "Retour",
    more: "Plus",
    loadMore: "En charger plus",
    copy: "Copier",
    undo: "Annuler",
    dismiss: "Ignorer",
  },
  pending: {
    waits: "Attend le réseau",
    asks: "À décider",
    waitsLong: "Gardé sur cet appareil. Envoi dès qu’il y a du réseau.",
    asksLong: "Le serveur n’a pas accepté ce que vous avez saisi ici.",
    open: "Ouvrir la file",
  },
  state: {
    loading: "Chargement",
    saving: "Enregistrement",
    optional: "facultatif",
    required: "obligatoire",
    none: "Aucun",
    unknown: "Inconnu",
  },
  status: {
    AVAILABLE: "Disponible",
    ON_RENT: "En location",
    IDLE: "À inspecter",
    MAINTENANCE: "En maintenance",
    LOST: "Perdue",
    RETIRED: "Hors du parc",
    RESERVED: "Réservée",
    PICK_UP_READY: "Prête à enlever",
    RETURNED: "Rentrée",
    CANCELLED: "Annulée",
    OVERDUE: "En retard",
    DUE_SOON: "Retour proche",
  },
  severity: {
    CRITICAL: "Critique",
    WARNING: "Attention",
    INFO: "Info",
  },
  role: {
    CAT_ADMIN: "Siège",
    DEALER_ADMIN: "Administrateur du concessionnaire",
    DEALER_DISPATCH: "Répartiteur",
    CUSTOMER_SUPERVISOR: "Chef de chantier",
    OPERATOR: "Conducteur",
  },
  orgType: {
    CATERPILLAR: "Siège",
    DEALER: "Concessionnaire",
    CUSTOMER: "Client",
  },
  table: {
    sortBy: "Trier par",
    sortAscending: "Trier {{ column }} en ordre croissant",
    sortDescending: "Trier {{ column }} en ordre décroissant",
    direction: "Ordre",
    ascending: "Croissant",
    descending: "Décroissant",
    rows: (count, shown) =>
      counted(count, { one: `${shown} ligne`, many: `${shown} lignes`, other: `${shown} lignes` }),
  },
  empty: {
    title: "Rien ici pour l’instant",
  },
  failure: {
    title: "Chargement impossible",
    page: "Un problème est survenu sur cet écran",
    pageHint: "Ce que vous aviez enregistré est en sécurité. Réessayez ou revenez à l’accueil.",
    reload: "Recharger",
    home: "Aller à l’accueil",
    code: "Code",
  },
  notFound: {
    title: "Page introuvable",
    hint: "L’adresse est peut-être mal tapée, ou ce qu’elle montrait a disparu ou appartient à une autre organisation.",
  },
};
