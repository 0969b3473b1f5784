import type { rules as en } from "../en/rules.ts";

export const rules: typeof en = {
  title: "Reglas",
  hint: "Cómo se reservan, se entregan y se devuelven las máquinas con ustedes. Un cambio vale para todos desde que se guarda.",
  readOnly: "Solo un administrador del distribuidor puede cambiar estas reglas.",
  dealer: "Distribuidor",
  noDealer: { title: "Aún no hay distribuidores", hint: "Las reglas pertenecen a un distribuidor. Añada uno primero." },
  version: "Versión {{ version }}, guardada {{ time }} por {{ who }}",
  never: "Nunca se cambió nada: valen los valores predeterminados.",
  by: { start: "la configuración inicial", other: "la central o un programa" },
  default: "Predeterminado: {{ value }}",
  changed: "aún sin guardar",
  save: "Guardar reglas",
  discard: "Descartar cambios",
  saved: "Las reglas están guardadas y valen desde ahora.",
  resumed: "Lo que cambió antes sigue aquí. Guárdelo o descártelo.",
  stale: "Mientras tanto alguien guardó la versión {{ version }}. Sus cambios siguen aquí.",
  keep: "Conservar mis cambios",
  on: "Sí",
  off: "No",
  problem: {
    number: "Escriba un número de {{ min }} a {{ max }}.",
    whole: "Escriba un número entero de {{ min }} a {{ max }}.",
    some: "Algunos datos no sirven. Están marcados.",
  },
  unit: { hours: "h", minutes: "min", days: "días", metres: "m", percent: "%", times: "×" },
  group: {
    booking: "Entre dos reservas",
    customers: "Lo que los clientes ven y pueden hacer",
    handOver: "En la entrega",
    due: "Cuando termina un alquiler",
    idle: "Máquinas paradas",
    place: "Máquinas fuera de su lugar",
    state: "Silencio, mantenimiento y combustible",
    alerts: "Alertas",
  },
  rule: {
    bufferBeforeH: {
      name: "Tiempo antes de una reserva",
      hint: "Queda libre antes de cada reserva, para preparar la máquina.",
    },
    bufferAfterH: {
      name: "Tiempo después de una reserva",
      hint: "Queda libre después de cada reserva, para traer y limpiar la máquina.",
    },
    typeBuffers: {
      name: "Tipos con tiempos propios",
      hint: "Para estos tipos valen estos tiempos en lugar de los dos de arriba.",
    },
    workshopH: {
      name: "Duración de un servicio",
      hint: "Tanto tiempo un servicio planificado impide reservar la máquina.",
    },
    publishCounts: {
      name: "Decir cuántas están libres",
      hint: "Los clientes ven cuántas máquinas de un tipo están libres en los días que eligen.",
    },
    publishDates: {
      name: "Decir cuándo está ocupada una máquina",
      hint: "Los clientes ven desde cuándo y hasta cuándo está ocupada una máquina, nunca por quién.",
    },
    selfService: {
      name: "Llevarse sin reserva",
      hint: "La gente del cliente puede entregar una máquina por su etiqueta, sin nada reservado.",
    },
    autoConfirmUnits: {
      name: "Confirmar al momento: máquinas",
      hint: "Las solicitudes de hasta tantas máquinas se confirman sin usted. Con 0 confirma usted todas.",
    },
    autoConfirmDays: {
      name: "Confirmar al momento: días",
      hint: "Las solicitudes más largas le esperan, por pocas máquinas que sean.",
    },
    gateRequired: {
      name: "Solo dentro de la geocerca",
      hint: "Sin esto, una entrega fuera de la geocerca se anota y no se rechaza.",
    },
    positionRequired: { name: "Solo con posición", hint: "Un teléfono que no dice dónde está no puede entregar nada." },
    maxAccuracyCreditM: {
      name: "Margen para posiciones inexactas",
      hint: "Tanto de la inexactitud de un teléfono cuenta a su favor en la geocerca.",
    },
    dueSoonHours: {
      name: "Vence pronto",
      hint: "Tanto tiempo antes del vencimiento una máquina se muestra como próxima a vencer.",
    },
    graceMinutes: {
      name: "Tolerancia",
      hint: "Tanto tiempo después del vencimiento una máquina aún no está atrasada. En Tarifas los clientes pueden tener condiciones propias.",
    },
    autoExtendDays: {
      name: "Prorrogar sin preguntar",
      hint: "Días que un cliente puede añadir a lo acordado, si después no hay nada reservado.",
    },
    nightDropOff: {
      name: "La devolución nocturna cuenta",
      hint: "Una máquina dejada después del cierre cuenta como devuelta entonces, y no cuando usted la recibe.",
    },
    idleRatio: {
      name: "Ralentí",
      hint: "Desde esta parte de sus horas de marcha, una máquina alquilada al ralentí cuenta como parada.",
    },
    idleDays: { name: "Días observados", hint: "Durante tantos días, todos ellos con datos." },
    idleMinRuntimeH: { name: "Día más corto", hint: "Un día con menos horas de marcha no dice nada del ralentí." },
    breachDwellMin: {
      name: "Fuera del recinto: tiempo",
      hint: "Una máquina alquilada debe estar fuera este tiempo antes de abrir una alerta.",
    },
    breachMarginM: {
      name: "Fuera del recinto: distancia",
      hint: "Hasta esta distancia del recinto cuenta todavía como dentro.",
    },
    motionDwellMin: {
      name: "Movida sin alquiler: tiempo",
      hint: "Una máquina sin alquilar debe estar lejos este tiempo antes de abrir una alerta.",
    },
    motionMarginM: {
      name: "Movida sin alquiler: distancia",
      hint: "Hasta esta distancia de su lugar cuenta todavía como quieta.",
    },
    heartbeatHours: {
      name: "Silencio",
      hint: "Se avisa de una máquina de la que no se sabe nada durante este tiempo.",
    },
    heartbeatFactor: {
      name: "Silencio, según lo habitual",
      hint: "Y no antes de tantas veces la pausa habitual de su fuente.",
    },
    serviceIntervalH: { name: "Mantenimiento: cada horas", hint: "Toca tantas horas de trabajo después del último." },
    serviceIntervalDays: {
      name: "Mantenimiento: cada días",
      hint: "Y a más tardar tantos días después del último; 0: solo por horas.",
    },
    maintenanceSoftHours: {
      name: "Mantenimiento: horas antes",
      hint: "Se avisa tantas horas de marcha antes de que toque.",
    },
    maintenanceSoftDays: { name: "Mantenimiento: días antes", hint: "Se avisa tantos días antes de que toque." },
    fuelFactor: { name: "Combustible", hint: "Desde tantas veces lo que la máquina suele gastar por hora." },
    typeLimits: {
      name: "Tipos con límites propios",
      hint: "Para estos tipos valen estos límites en lugar de los de arriba.",
    },
    escalateCriticalHours: {
      name: "Escalar alertas críticas",
      hint: "Si nadie confirma una durante este tiempo, pasa a los administradores.",
    },
    escalateHours: { name: "Escalar las demás alertas", hint: "Lo mismo para las alertas que no son críticas." },
  },
  types: {
    type: "Tipo",
    add: "Añadir un tipo",
    before: "{{ type }}: antes, horas",
    after: "{{ type }}: después, horas",
    remove: "Quitar {{ type }}",
    none: "ninguno",
    one: "{{ type }} {{ before }} h antes, {{ after }} h después",
    limit: "{{ type }}: {{ rule }}",
    limits: "{{ type }}: {{ limits }}",
    addLimit: "Añadir un límite",
    limitType: "Tipo",
    limitRule: "Límite",
  },
  history: {
    title: "Quién cambió qué",
    version: "Versión {{ version }}",
    saved: "{{ time }}, {{ who }}",
    change: "{{ rule }}: {{ from }} → {{ to }}",
    same: "Las reglas tal como se configuraron.",
    empty: "Nadie ha cambiado las reglas todavía.",
  },
};
