import type { sites as en } from "../en/sites.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("pt");

export const sites: typeof en = {
  title: "Locais",
  count: (count: number, shown: string) =>
    counted(count, {
      one: `${shown} local`,
      many: `${shown} locais`,
      other: `${shown} locais`,
    }),
  search: "Buscar locais ou clientes",
  add: "Novo local",
  kind: { JOBSITE: "Obra", YARD: "Pátio" },
  column: {
    name: "Local",
    kind: "Tipo",
    customer: "Cliente",
    machines: "Máquinas",
    zone: "Fuso horário",
    localTime: "Hora local",
  },
  none: {
    title: "Ainda não há locais",
    hint: "Um local é um lugar com uma cerca. As máquinas saem para ele e são contadas lá.",
  },
  noMatch: { title: "Nenhum local encontrado", hint: "Busque outra coisa." },
  mapLabel: "Mapa dos locais com suas cercas",
  detail: {
    back: "Locais",
    facts: "Dados",
    corners: "Vértices",
    area: "Área",
    centre: "Centro",
    criticality: "Criticidade",
    ofFive: "{{ level }} de 5",
    machines: "Máquinas aqui",
    noMachines: "Nenhuma máquina aqui",
    noMachinesHint: "As máquinas aparecem aqui quando têm saída para este local.",
    all: "Mostrar na frota",
    mapLabel: "Mapa de {{ site }} com sua cerca e máquinas",
  },
  create: {
    title: "Novo local",
    hint: "Máquinas só podem ser entregues dentro da cerca; desenhe-a em volta do terreno realmente usado.",
    name: "Nome",
    kind: "Tipo",
    yardHint: "Um pátio é seu, onde as máquinas aguardam e para onde voltam.",
    jobsiteHint: "Uma obra é de um cliente.",
    customer: "Cliente",
    chooseCustomer: "Escolha um cliente",
    zone: "Fuso horário",
    zoneHint: "As datas de devolução seguem este fuso.",
    criticality: "Criticidade",
    criticalityHint: "5: uma parada lá custa mais caro.",
    fence: "Cerca",
    drawHint: "Toque no mapa para pôr vértices, arraste para mover. Ou digite-os abaixo.",
    undo: "Remover último vértice",
    clear: "Recomeçar",
    around: "Em volta da minha posição",
    coordinates: "Vértices",
    coordinatesHint: "Um vértice por linha como latitude, longitude; ou cole GeoJSON.",
    placeholder: "51.0441, 7.0312",
    corners: (count: number) =>
      counted(count, {
        one: `${count} vértice`,
        many: `${count} vértices`,
        other: `${count} vértices`,
      }),
    holes: (count: number) =>
      counted(count, {
        one: `${count} buraco`,
        many: `${count} buracos`,
        other: `${count} buracos`,
      }),
    submit: "Criar local",
    done: "{{ name }} está pronto",
    mapLabel: "Mapa para desenhar a cerca",
    error: {
      name: "Dê um nome ao local.",
      customer: "Escolha de quem é a obra.",
      few: "Uma cerca precisa de pelo menos três vértices.",
      line: "A linha {{ line }} não é uma latitude e uma longitude.",
      geojson: "Este GeoJSON não contém um polígono.",
      several: "Este GeoJSON contém várias áreas. Um local tem uma.",
      crossing: "A cerca se cruza ou não é uma forma simples. Mova os vértices.",
      location: "Sua posição não está disponível. Permita a localização ou digite os vértices.",
    },
  },
};
