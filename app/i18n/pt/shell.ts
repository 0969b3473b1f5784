import type { shell as en } from "../en/shell.ts";
import { pluralIn } from "../plural.ts";

const counted = pluralIn("pt");

export const shell: typeof en = {
  skip: "Ir para o conteúdo",
  mainNavigation: "Principal",
  bottomNavigation: "Navegação rápida",
  moreTitle: "Todas as telas",
  nav: {
    home: "Visão geral",
    map: "Mapa",
    fleet: "Frota",
    scan: "Escanear",
    rentals: "Locações",
    reservations: "Reservas",
    calendar: "Calendário",
    rates: "Tarifas",
    rules: "Regras",
    sites: "Locais",
    alerts: "Alertas",
    suggestions: "Sugestões",
    tasks: "Tarefas",
    maintenance: "Manutenção",
    checkLists: "Checklists",
    reports: "Relatórios",
    policies: "Políticas",
    ledger: "Trilha de auditoria",
    import: "Importar",
    sources: "Fontes",
    labels: "Etiquetas",
    members: "Membros",
    dealers: "Revendedores",
    customers: "Clientes",
    ourDealers: "Nossos revendedores",
    sync: "Fila de envio",
    apiClients: "Clientes de API",
    settings: "Configurações",
    group: {
      work: "Trabalho",
      plan: "Plano",
      control: "Controle",
    },
  },
  bell: { none: "Notificações", unread: "Notificações, não lidas: {{ count }}" },
  queue: {
    unreadable: "Não é possível ler a fila deste aparelho. Algo ainda pode aguardar aqui.",
    label: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} lançamento aguarda envio`,
        many: `${shown} lançamentos aguardam envio`,
        other: `${shown} lançamentos aguardam envio`,
      }),
    asking: (count: number, shown: string) =>
      counted(count, {
        one: `${shown} precisa de você`,
        many: `${shown} precisam de você`,
        other: `${shown} precisam de você`,
      }),
    refused: "O servidor não aceitou um lançamento. Ele fica na fila.",
    open: "Decidir",
  },
  live: {
    live: "Ao vivo: as mudanças aparecem sozinhas",
    connecting: "Conectando às atualizações ao vivo",
    offline: "Sem atualizações ao vivo",
    short: {
      live: "Ao vivo",
      connecting: "Conectando",
      offline: "Sem conexão",
    },
  },
  offline: {
    title: "Você está sem conexão.",
    hint: "Leituras e lançamentos ficam neste aparelho e são enviados quando a conexão voltar.",
    asOf: "Última atualização desta tela: {{ time }}.",
    missing: "Esta tela ainda não foi aberta aqui e precisa de conexão.",
    noScreen: "Na primeira vez, esta tela precisa de conexão",
  },
  update: {
    title: "Há uma nova versão pronta.",
    apply: "Atualizar agora",
    later: "Depois",
    lost: "Não foi possível carregar uma parte do aplicativo",
    lostHint:
      "Provavelmente foi atualizado nesse meio-tempo. O que você salvou está seguro; recarregue para continuar.",
  },
  organization: {
    label: "Organização",
    switch: "Mudar de organização:",
  },
  user: {
    menu: "Conta de {{ name }}",
    theme: "Tema",
    themeSystem: "Como o aparelho",
    themeLight: "Claro",
    themeDark: "Escuro",
    language: "Idioma",
    field: "Modo campo",
    fieldOn: "Ligado: botões grandes, alto contraste",
    fieldOff: "Desligado",
    settings: "Configurações",
    switchPerson: "Trocar de pessoa",
    signOut: "Sair",
  },
  demo: "Dados de demonstração",
};
