import type { common as en } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("es");

export const common: typeof en = {
  product: "Smart Rental",
  notifications: "Notificaciones",
  action: {
    save: "Guardar",
    cancel: "Cancelar",
    close: "Cerrar",
    retry: "Reintentar",
    back: "Atrás",
    more: "Más",
    loadMore: "Cargar más",
    copy: "Copiar",
    undo: "Deshacer",
    dismiss: "Descartar",
  },
  pending: {
    waits: "Espera señal",
    asks: "Por decidir",
    waitsLong: "Guardado en este dispositivo. Sale cuando haya señal.",
    asksLong: "El servidor no aceptó lo que registró aquí.",
    open: "Abrir la cola",
  },
  state: {
    loading: "Cargando",
    saving: "Guardando",
    optional: "opcional",
    required: "obligatorio",
    none: "Ninguno",
    unknown: "Desconocido",
  },
  status: {
    AVAILABLE: "Disponible",
    ON_RENT: "En alquiler",
    IDLE: "Por inspeccionar",
    MAINTENANCE: "Mantenimiento",
    LOST: "Perdida",
    RETIRED: "Dada de baja",
    RESERVED: "Reservada",
    PICK_UP_READY: "Lista para recoger",
    RETURNED: "Devuelta",
    CANCELLED: "Cancelada",
    OVERDUE: "Vencida",
    DUE_SOON: "Por vencer",
  },
  severity: {
    CRITICAL: "Crítica",
    WARNING: "Advertencia",
    INFO: "Aviso",
  },
  role: {
    CAT_ADMIN: "Sede central",
    DEALER_ADMIN: "Administrador del distribuidor",
    DEALER_DISPATCH: "Despachador",
    CUSTOMER_SUPERVISOR: "Supervisor de obra",
    OPERATOR: "Operador",
  },
  orgType: {
    CATERPILLAR: "Sede central",
    DEALER: "Distribuidor",
    CUSTOMER: "Cliente",
  },
  table: {
    sortBy: "Ordenar por",
    sortAscending: "Ordenar {{ column }} de forma ascendente",
    sortDescending: "Ordenar {{ column }} de forma descendente",
    direction: "Orden",
    ascending: "Ascendente",
    descending: "Descendente",
    rows: (count, shown) => counted(count, { one: `${shown} fila`, many: `${shown} filas`, other: `${shown} filas` }),
  },
  empty: {
    title: "Aún no hay nada aquí",
  },
  failure: {
    title: "No se pudo cargar",
    page: "Algo falló en esta pantalla",
    pageHint: "Lo que había guardado está a salvo. Inténtelo de nuevo o vuelva al inicio.",
    reload: "Recargar",
    home: "Ir al inicio",
    code: "Código",
  },
  notFound: {
    title: "No existe esa página",
    hint: "Quizá la dirección está mal escrita, o lo que mostraba ya no existe o es de otra organización.",
  },
};
