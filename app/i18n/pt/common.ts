import type { common as en } from "../en/common.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("pt");

export const common: typeof en = {
  product: "Smart Rental",
  notifications: "Notificações",
  action: {
    save: "Salvar",
    cancel: "Cancelar",
    close: "Fechar",
    retry: "Tentar de novo",
    back: "Voltar",
    more: "Mais",
    loadMore: "Carregar mais",
    copy: "Copiar",
    undo: "Desfazer",
    dismiss: "Dispensar",
  },
  pending: {
    waits: "Aguarda sinal",
    asks: "Precisa de você",
    waitsLong: "Guardado neste aparelho. É enviado quando houver sinal.",
    asksLong: "O servidor não aceitou o que você lançou aqui.",
    open: "Abrir fila",
  },
  state: {
    loading: "Carregando",
    saving: "Salvando",
    optional: "opcional",
    required: "obrigatório",
    none: "Nenhum",
    unknown: "Desconhecido",
  },
  status: {
    AVAILABLE: "Disponível",
    ON_RENT: "Locada",
    IDLE: "Aguarda inspeção",
    MAINTENANCE: "Manutenção",
    LOST: "Perdida",
    RETIRED: "Saiu da frota",
    RESERVED: "Reservada",
    PICK_UP_READY: "Pronta p/ coleta",
    RETURNED: "Devolvida",
    CANCELLED: "Cancelada",
    OVERDUE: "Em atraso",
    DUE_SOON: "A vencer",
  },
  severity: {
    CRITICAL: "Crítico",
    WARNING: "Atenção",
    INFO: "Aviso",
  },
  role: {
    CAT_ADMIN: "Matriz",
    DEALER_ADMIN: "Administrador do revendedor",
    DEALER_DISPATCH: "Expedidor",
    CUSTOMER_SUPERVISOR: "Supervisor de obra",
    OPERATOR: "Operador",
  },
  orgType: {
    CATERPILLAR: "Matriz",
    DEALER: "Revendedor",
    CUSTOMER: "Cliente",
  },
  table: {
    sortBy: "Ordenar por",
    sortAscending: "Ordenar {{ column }} em ordem crescente",
    sortDescending: "Ordenar {{ column }} em ordem decrescente",
    direction: "Ordem",
    ascending: "Crescente",
    descending: "Decrescente",
    rows: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} linha`,
        many: `${shown} linhas`,
        other: `${shown} linhas`,
      }),
  },
  empty: {
    title: "Ainda não há nada aqui",
  },
  failure: {
    title: "Não foi possível carregar",
    page: "Algo deu errado nesta tela",
    pageHint: "O que você salvou está seguro. Tente de novo ou volte ao início.",
    reload: "Recarregar",
    home: "Ir ao início",
    code: "Código",
  },
  notFound: {
    title: "Página não encontrada",
    hint: "O endereço pode estar errado, ou o que ele mostrava não existe mais ou é de outra organização.",
  },
};
