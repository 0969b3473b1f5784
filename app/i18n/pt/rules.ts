import type { rules as en } from "../en/rules.ts";

export const rules: typeof en = {
  title: "Regras",
  hint: "Como as máquinas são reservadas, entregues e devolvidas com vocês. Uma mudança vale para todos assim que é salva.",
  readOnly: "Só um administrador do revendedor pode mudar estas regras.",
  dealer: "Revendedor",
  noDealer: { title: "Ainda não há revendedores", hint: "As regras pertencem a um revendedor. Adicione um primeiro." },
  version: "Versão {{ version }}, salva {{ time }} por {{ who }}",
  never: "Nada foi mudado até agora: valem os padrões.",
  by: { start: "a configuração inicial", other: "a matriz ou um programa" },
  default: "Padrão: {{ value }}",
  changed: "ainda não salvo",
  save: "Salvar regras",
  discard: "Descartar mudanças",
  saved: "As regras estão salvas e valem a partir de agora.",
  resumed: "O que você mudou antes ainda está aqui. Salve ou descarte.",
  stale: "Enquanto isso alguém salvou a versão {{ version }}. O que você digitou ainda está aqui.",
  keep: "Manter o que digitei",
  on: "Sim",
  off: "Não",
  problem: {
    number: "Digite um número de {{ min }} a {{ max }}.",
    whole: "Digite um número inteiro de {{ min }} a {{ max }}.",
    some: "Alguns dados não servem. Estão marcados.",
  },
  unit: { hours: "h", minutes: "min", days: "dias", metres: "m", percent: "%", times: "×" },
  group: {
    booking: "Entre duas reservas",
    customers: "O que os clientes veem e podem fazer",
    handOver: "Na entrega",
    due: "Quando uma locação termina",
    idle: "Máquinas paradas",
    place: "Máquinas fora do lugar",
    state: "Silêncio, manutenção e combustível",
    alerts: "Alertas",
  },
  rule: {
    bufferBeforeH: {
      name: "Tempo antes de uma reserva",
      hint: "Fica livre antes de cada reserva, para preparar a máquina.",
    },
    bufferAfterH: {
      name: "Tempo depois de uma reserva",
      hint: "Fica livre depois de cada reserva, para trazer e limpar a máquina.",
    },
    typeBuffers: {
      name: "Tipos com tempos próprios",
      hint: "Para estes tipos valem estes tempos no lugar dos dois acima.",
    },
    workshopH: {
      name: "Duração de um serviço",
      hint: "Por esse tempo um serviço planejado impede reservar a máquina.",
    },
    publishCounts: {
      name: "Dizer quantas estão livres",
      hint: "Os clientes veem quantas máquinas de um tipo estão livres nos dias que escolhem.",
    },
    publishDates: {
      name: "Dizer quando uma máquina está ocupada",
      hint: "Os clientes veem de quando a quando uma máquina está ocupada, nunca por quem.",
    },
    selfService: {
      name: "Levar sem reserva",
      hint: "O pessoal do cliente pode retirar uma máquina pela etiqueta, sem nada reservado.",
    },
    autoConfirmUnits: {
      name: "Confirmar na hora: máquinas",
      hint: "Pedidos de até tantas máquinas são confirmados sem você. Com 0 você confirma todos.",
    },
    autoConfirmDays: {
      name: "Confirmar na hora: dias",
      hint: "Pedidos mais longos esperam por você, por poucas máquinas que sejam.",
    },
    gateRequired: {
      name: "Só dentro da cerca",
      hint: "Sem isto, uma entrega fora da cerca da obra é anotada e não recusada.",
    },
    positionRequired: { name: "Só com posição", hint: "Um celular que não diz onde está não pode entregar nada." },
    maxAccuracyCreditM: {
      name: "Folga para posições imprecisas",
      hint: "Esse tanto da imprecisão de um celular conta a favor dele na cerca.",
    },
    dueSoonHours: {
      name: "Vence em breve",
      hint: "Esse tempo antes do vencimento uma máquina aparece como a vencer em breve.",
    },
    graceMinutes: {
      name: "Tolerância",
      hint: "Por esse tempo depois do vencimento uma máquina ainda não está atrasada. Em Tarifas os clientes podem ter condições próprias.",
    },
    autoExtendDays: {
      name: "Prorrogar sem perguntar",
      hint: "Dias que um cliente pode somar ao combinado, se nada está reservado depois.",
    },
    nightDropOff: {
      name: "A devolução noturna conta",
      hint: "Uma máquina deixada depois do fechamento conta como devolvida naquela hora, e não quando você a recebe.",
    },
    idleRatio: {
      name: "Marcha lenta",
      hint: "A partir dessa parte das horas ligadas, uma máquina locada em marcha lenta conta como parada.",
    },
    idleDays: { name: "Dias observados", hint: "Ao longo de tantos dias, todos com dados." },
    idleMinRuntimeH: {
      name: "Dia mais curto",
      hint: "Um dia com menos horas ligadas não diz nada sobre marcha lenta.",
    },
    breachDwellMin: {
      name: "Fora da área: tempo",
      hint: "Uma máquina locada precisa estar fora por este tempo antes de abrir um alerta.",
    },
    breachMarginM: { name: "Fora da área: distância", hint: "Até esta distância da área ela ainda conta como dentro." },
    motionDwellMin: {
      name: "Movida sem locação: tempo",
      hint: "Uma máquina não locada precisa estar longe por este tempo antes de abrir um alerta.",
    },
    motionMarginM: {
      name: "Movida sem locação: distância",
      hint: "Até esta distância do lugar ela ainda conta como parada ali.",
    },
    heartbeatHours: { name: "Silêncio", hint: "É avisada a máquina da qual nada se ouve por este tempo." },
    heartbeatFactor: {
      name: "Silêncio, pelo habitual",
      hint: "E não antes de tantas vezes a pausa habitual da sua fonte.",
    },
    serviceIntervalH: {
      name: "Manutenção: a cada horas",
      hint: "Uma manutenção vence tantas horas de trabalho depois da última.",
    },
    serviceIntervalDays: {
      name: "Manutenção: a cada dias",
      hint: "E o mais tardar tantos dias depois da última; 0: só por horas.",
    },
    maintenanceSoftHours: {
      name: "Manutenção: horas antes",
      hint: "Uma manutenção é avisada tantas horas ligadas antes do prazo.",
    },
    maintenanceSoftDays: {
      name: "Manutenção: dias antes",
      hint: "Uma manutenção é avisada tantos dias antes do prazo.",
    },
    fuelFactor: { name: "Combustível", hint: "A partir de tantas vezes o que a máquina costuma gastar por hora." },
    typeLimits: {
      name: "Tipos com limites próprios",
      hint: "Para estes tipos valem estes limites em vez dos de cima.",
    },
    escalateCriticalHours: {
      name: "Escalar alertas críticos",
      hint: "Se ninguém confirmar um por este tempo, ele vai aos administradores.",
    },
    escalateHours: { name: "Escalar os outros alertas", hint: "O mesmo para alertas que não são críticos." },
  },
  types: {
    type: "Tipo",
    add: "Adicionar um tipo",
    before: "{{ type }}: antes, horas",
    after: "{{ type }}: depois, horas",
    remove: "Remover {{ type }}",
    none: "nenhum",
    one: "{{ type }} {{ before }} h antes, {{ after }} h depois",
    limit: "{{ type }}: {{ rule }}",
    limits: "{{ type }}: {{ limits }}",
    addLimit: "Adicionar um limite",
    limitType: "Tipo",
    limitRule: "Limite",
  },
  history: {
    title: "Quem mudou o quê",
    version: "Versão {{ version }}",
    saved: "{{ time }}, {{ who }}",
    change: "{{ rule }}: {{ from }} → {{ to }}",
    same: "As regras como foram configuradas.",
    empty: "Ninguém mudou as regras ainda.",
  },
};
