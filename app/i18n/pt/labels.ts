import type { labels as en } from "../en/labels.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("pt");

export const labels: typeof en = {
  title: "Etiquetas",
  hint: "Cada etiqueta traz uma assinatura, e o leitor a distingue de uma falsa. Imprima em folhas A4 resistentes ao tempo.",
  print: "Imprimir",
  site: "Local",
  allSites: "Todos os locais",
  status: "Status",
  allStatuses: "Todos os status",
  numbers: "Só estes números",
  numbersUnknown: "Não é um número: {{ text }}",
  size: "Etiquetas lado a lado",
  small: "3 por fileira",
  large: "2 por fileira",
  count: (count: number, shown: string) =>
    counted(count, {
      one: `${shown} etiqueta escolhida.`,
      many: `${shown} etiquetas escolhidas.`,
      other: `${shown} etiquetas escolhidas.`,
    }),
  capped: "As primeiras {{ most }}; restrinja a escolha para ver outras.",
  include: "Imprimir {{ machine }}",
  alt: "QR code de {{ machine }}",
  empty: "Nenhuma etiqueta para esta escolha",
  emptyHint: "Máquinas sem etiqueta ativa não aparecem. Escolha outro local ou status.",
};
