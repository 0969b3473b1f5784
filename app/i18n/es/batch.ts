import type { batch as en } from "../en/batch.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("es");

export const batch: typeof en = {
  add: "Agregar",
  list: "Máquinas de este lote",
  none: "Aún no hay máquinas",
  noneHint: "Ponga una etiqueta ante la cámara o escriba un número.",
  count: (count, shown) =>
    counted(count, { one: `${shown} máquina`, many: `${shown} máquinas`, other: `${shown} máquinas` }),
  added: "{{ humanId }} agregada",
  twice: "{{ humanId }} ya está en la lista",
  full: "Un lote admite 100 máquinas. Termine primero este.",
  remove: "Quitar {{ humanId }} de la lista",
  clear: "Vaciar la lista",
  looking: "Buscando la máquina",
  offline:
    "Sin conexión no se pueden buscar máquinas. Las que ya están en la lista se pueden registrar: cada una se guarda y se envía después.",
  action: { label: "Qué hacer con ellas", SEND_OUT: "Entregar", TAKE_BACK: "Recibir", RESERVE: "Reservar" },
  meter: "Horómetro de {{ humanId }}",
  notes: "Nota",
  notesHint: "Va con cada máquina, igual que las fotos",
  site: "A qué sitio",
  siteHint: "Sitios a los que pueden ir todas estas máquinas",
  noSite: "Ningún sitio admite todas estas máquinas. Quite algunas de la lista.",
  reservation: "En qué reserva",
  chooseReservation: "Elija una reserva",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, del {{ from }} al {{ to }} ({{ given }} asignadas)",
  noReservation: "No hay reservas confirmadas que aún necesiten máquinas.",
  leftOut: {
    SEND_OUT: "No se puede entregar",
    TAKE_BACK: "No está fuera",
    RESERVE: "No se puede reservar",
  },
  submit: {
    SEND_OUT: (count, shown) =>
      counted(count, {
        one: `Entregar ${shown} máquina`,
        many: `Entregar las ${shown}`,
        other: `Entregar las ${shown}`,
      }),
    TAKE_BACK: (count, shown) =>
      counted(count, { one: `Recibir ${shown} máquina`, many: `Recibir las ${shown}`, other: `Recibir las ${shown}` }),
    RESERVE: (count, shown) =>
      counted(count, {
        one: `Reservar ${shown} máquina`,
        many: `Reservar las ${shown}`,
        other: `Reservar las ${shown}`,
      }),
  },
  retry: (count, shown) =>
    counted(count, {
      one: `Reintentar ${shown} rechazada`,
      many: `Reintentar las ${shown} rechazadas`,
      other: `Reintentar las ${shown} rechazadas`,
    }),
  resend: "Enviar de nuevo",
  unsent: "No hubo respuesta. No se pierde nada: envíe de nuevo, ninguna máquina se registra dos veces.",
  problem: {
    meter: "Revise los horómetros: cada uno necesita un valor no menor que el último.",
    site: "Elija un sitio.",
    due: "Elija un vencimiento futuro.",
    reservation: "Elija una reserva.",
    none: "Ninguna de estas máquinas puede participar. Elija otra acción o escanee más.",
  },
  outcome: { done: "Hecho", refused: "Rechazada", waits: "En espera" },
  result: {
    stored: (count, shown) =>
      counted(count, {
        one: `${shown} máquina está guardada en este dispositivo y sale cuando haya señal`,
        many: `${shown} máquinas están guardadas en este dispositivo y salen cuando haya señal`,
        other: `${shown} máquinas están guardadas en este dispositivo y salen cuando haya señal`,
      }),
    all: (count, shown) =>
      counted(count, {
        one: `${shown} máquina lista`,
        many: `Las ${shown} máquinas están listas`,
        other: `Las ${shown} máquinas están listas`,
      }),
    some: "{{ done }} de {{ total }} listas, {{ refused }} rechazadas",
    next: "Lote siguiente",
  },
};
