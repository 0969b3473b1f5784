import type { usage as en } from "../en/usage.ts";

export const usage: typeof en = {
  log: {
    title: "Horas de {{ machine }}",
    hint: "O que a máquina fez em um dia. As horas de motor bastam. Funciona também sem sinal.",
    ran: "Horas de motor",
    idle: "Das quais em marcha lenta",
    fuel: "Combustível",
    meter: "Horímetro",
    date: "Dia",
    who: "Quem operou",
    me: "Eu",
    notes: "Observações",
    locate: "Adicionar onde ela está",
    place: "Posição com precisão de {{ accuracy }}",
    noPlace: "Este aparelho não sabe onde está.",
    send: "Lançar horas",
    done: "Horas lançadas",
    kept: "Seu lançamento fica guardado. Para este dia valem os dados da própria máquina.",
    problem: {
      date: "Escolha um dia, no máximo hoje",
      ran: "Digite horas de 0 a 24, como 6,5",
      idle: "Digite as horas, como 1,5",
      idleMore: "Não mais que as horas de motor",
      fuel: "Digite um número, como 80",
      meter: "Digite as horas, como 1204,5",
      meterLow: "Já marcava {{ hours }}",
    },
  },
  note: {
    title: "Observação sobre {{ machine }}",
    hint: "Fica no histórico da máquina, para o revendedor e para quem está com ela locada.",
    words: "O que é preciso saber",
    empty: "Digite algumas palavras",
    send: "Salvar observação",
    done: "Observação salva",
  },
};
