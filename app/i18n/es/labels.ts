import type { labels as en } from "../en/labels.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("es");

export const labels: typeof en = {
  title: "Etiquetas",
  hint: "Cada etiqueta lleva una firma; así el escáner la distingue de una falsa. Imprima en hojas A4 resistentes a la intemperie.",
  print: "Imprimir",
  site: "Sitio",
  allSites: "Todos los sitios",
  status: "Estado",
  allStatuses: "Todos los estados",
  numbers: "Solo estos números",
  numbersUnknown: "No es un número: {{ text }}",
  size: "Etiquetas por fila",
  small: "3 por fila",
  large: "2 por fila",
  count: (count, shown) =>
    counted(count, {
      one: `${shown} etiqueta elegida.`,
      many: `${shown} etiquetas elegidas.`,
      other: `${shown} etiquetas elegidas.`,
    }),
  capped: "Las primeras {{ most }}; acote la selección para ver otras.",
  include: "Imprimir {{ machine }}",
  alt: "Código QR de {{ machine }}",
  empty: "No hay etiquetas para esta selección",
  emptyHint: "Las máquinas sin tag activo no tienen etiqueta. Elija otro sitio o estado.",
};
