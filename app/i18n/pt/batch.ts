import type { batch as en } from "../en/batch.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("pt");

export const batch: typeof en = {
  add: "Adicionar",
  list: "Máquinas deste lote",
  none: "Ainda nenhuma máquina",
  noneHint: "Mostre uma etiqueta à câmera ou digite um número.",
  count: (count: number, shown: string) =>
    counted(count, {
      one: `${shown} máquina`,
      many: `${shown} máquinas`,
      other: `${shown} máquinas`,
    }),
  added: "{{ humanId }} adicionada",
  twice: "{{ humanId }} já está na lista",
  full: "Um lote comporta 100 máquinas. Conclua este primeiro.",
  remove: "Tirar {{ humanId }} da lista",
  clear: "Limpar a lista",
  looking: "Buscando a máquina",
  offline:
    "Sem conexão não dá para buscar máquinas. As que estão na lista podem ser entregues: cada entrega fica guardada e é enviada depois.",
  action: { label: "O que fazer com elas", SEND_OUT: "Dar saída", TAKE_BACK: "Receber", RESERVE: "Reservar" },
  meter: "Horímetro de {{ humanId }}",
  notes: "Observação",
  notesHint: "Vai com cada máquina, assim como as fotos",
  site: "Para qual local",
  siteHint: "Locais para onde todas estas máquinas podem ir",
  noSite: "Nenhum local pode receber todas estas máquinas. Tire algumas da lista.",
  reservation: "Para qual reserva",
  chooseReservation: "Escolha uma reserva",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, {{ from }} a {{ to }} ({{ given }} alocadas)",
  noReservation: "Não há reserva confirmada que ainda precise de máquinas.",
  leftOut: {
    SEND_OUT: "Não pode ter saída",
    TAKE_BACK: "Não está fora",
    RESERVE: "Não pode ser reservada",
  },
  submit: {
    SEND_OUT: (count: number, shown: string) =>
      counted(count, {
        one: `Dar saída a ${shown} máquina`,
        many: `Dar saída às ${shown} máquinas`,
        other: `Dar saída às ${shown} máquinas`,
      }),
    TAKE_BACK: (count: number, shown: string) =>
      counted(count, {
        one: `Receber ${shown} máquina`,
        many: `Receber as ${shown} máquinas`,
        other: `Receber as ${shown} máquinas`,
      }),
    RESERVE: (count: number, shown: string) =>
      counted(count, {
        one: `Reservar ${shown} máquina`,
        many: `Reservar as ${shown} máquinas`,
        other: `Reservar as ${shown} máquinas`,
      }),
  },
  retry: (count: number, shown: string) =>
    counted(count, {
      one: "Tentar de novo a recusada",
      many: `Tentar de novo as ${shown} recusadas`,
      other: `Tentar de novo as ${shown} recusadas`,
    }),
  resend: "Enviar de novo",
  unsent: "Não houve resposta. Nada se perdeu: envie de novo, nenhuma máquina é entregue duas vezes.",
  problem: {
    meter: "Confira os horímetros: cada um precisa de um número não menor que o último.",
    site: "Escolha um local.",
    due: "Escolha uma devolução no futuro.",
    reservation: "Escolha uma reserva.",
    none: "Nenhuma destas máquinas pode participar. Escolha outra ação ou escaneie mais.",
  },
  outcome: { done: "Concluída", refused: "Recusada", waits: "Aguarda" },
  result: {
    stored: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} máquina ficou guardada neste aparelho e é enviada quando houver sinal`,
        many: `${shown} máquinas ficaram guardadas neste aparelho e são enviadas quando houver sinal`,
        other: `${shown} máquinas ficaram guardadas neste aparelho e são enviadas quando houver sinal`,
      }),
    all: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} máquina concluída`,
        many: `As ${shown} máquinas foram concluídas`,
        other: `As ${shown} máquinas foram concluídas`,
      }),
    some: "{{ done }} de {{ total }} concluídas, {{ refused }} recusadas",
    next: "Próximo lote",
  },
};
