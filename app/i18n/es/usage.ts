import type { usage as en } from "../en/usage.ts";

export const usage: typeof en = {
  log: {
    title: "Horas de {{ machine }}",
    hint: "Lo que hizo la máquina en un día. Bastan las horas de motor. También funciona sin señal.",
    ran: "Horas de motor",
    idle: "De ellas, al ralentí",
    fuel: "Combustible",
    meter: "Horómetro",
    date: "Día",
    who: "Quién la operó",
    me: "Yo",
    notes: "Notas",
    locate: "Agregar dónde está",
    place: "Posición con un margen de {{ accuracy }}",
    noPlace: "Este dispositivo no sabe dónde está.",
    send: "Registrar horas",
    done: "Horas registradas",
    kept: "Su entrada queda guardada. Para este día cuentan los datos de la propia máquina.",
    problem: {
      date: "Elija un día, hoy como máximo",
      ran: "Escriba horas de 0 a 24, como 6,5",
      idle: "Escriba horas como 1,5",
      idleMore: "No más que las horas de motor",
      fuel: "Escriba un número como 80",
      meter: "Escriba horas como 1204,5",
      meterLow: "Ya marcaba {{ hours }}",
    },
  },
  note: {
    title: "Nota sobre {{ machine }}",
    hint: "Queda en el historial de la máquina, para su distribuidor y para quien la tenga en alquiler.",
    words: "Lo que hay que saber",
    empty: "Escriba unas palabras",
    send: "Guardar nota",
    done: "Nota guardada",
  },
};
