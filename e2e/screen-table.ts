/** Every screen with what it has to say, by who looks at it. */
import type { Page } from "playwright-core";

const HQ = "admin@hq.example";
export const DEALER = "admin@dealer1.example";
export const SUPERVISOR = "supervisor@customer1.example";
const OPERATOR = "operator@customer1.example";

/** What a screen has to do with: one machine that is free, its label, an open invitation, one site, and one rental that is out. */
export type Things = {
  humanId: string;
  token: string;
  invitation: string;
  site: { id: string; name: string };
  rental: { id: string; humanId: string };
  /** Of one machine. */
  reservation: { id: string; humanId: string };
  /** One whose name is a person's own words, in every language. */
  task: { id: string; title: string };
  /** A live one about a machine outside its site. */
  alert: { id: string; name: string };
  /** A rental that was inspected on both ways, and signed for. */
  inspected: { rentalId: string; humanId: string };
  /** Of readings: a dealer's files. */
  sourceId: string;
};

export type Screen = {
  /** As the file in `app/routes/` says it. */
  route: string;
  /** The picture's name, where the route alone does not tell it. */
  name?: string;
  path?: (things: Things) => string;
  /** The one `<h1>` in English and in German. */
  title: [string, string] | ((things: Things, language: 0 | 1) => string);
  /** Something that is there only once the screen has what it shows. Default: nothing is being loaded any more. */
  shows?: (page: Page, things: Things) => Promise<unknown>;
};

const machineLink = (page: Page) =>
  page
    .getByRole("link", { name: /EQX\d+/ })
    .first()
    .waitFor();
const overview: Pick<Screen, "route" | "title"> = { route: "/", title: ["Overview", "Übersicht"] };

/** Who sees which screens; each is looked at by somebody who works with it. */
export const people: { who: string; as?: string; screens: Screen[] }[] = [
  {
    who: "a stranger",
    screens: [
      {
        route: "/sign-in",
        title: ["Sign in", "Anmelden"],
        shows: (page) => page.getByRole("listitem").first().waitFor(),
      },
      {
        route: "/invite/:token",
        name: "invite",
        path: ({ invitation }) => `/invite/${invitation}`,
        title: ["Your invitation", "Ihre Einladung"],
        shows: (page) => page.getByRole("textbox").waitFor(),
      },
      {
        route: "/*404",
        name: "not-found",
        path: () => "/no/such/page",
        title: ["No such page", "Seite nicht gefunden"],
      },
      // These two show the looks of loading, too, and so never stop.
      {
        route: "/components",
        title: ["Components", "Bausteine"],
        shows: (page) => page.getByRole("heading", { level: 2 }).last().waitFor(),
      },
      {
        route: "/components/shell",
        title: ["Components", "Bausteine"],
        shows: (page) => page.getByRole("banner").waitFor(),
      },
    ],
  },
  {
    who: "headquarters",
    as: HQ,
    screens: [
      { ...overview, name: "home-hq" },
      { route: "/dealers", title: ["Dealers", "Händler"] },
    ],
  },
  {
    who: "a dealer",
    as: DEALER,
    screens: [
      { ...overview, name: "home-dealer" },
      { route: "/fleet", title: ["Fleet", "Flotte"], shows: machineLink },
      { route: "/fleet/:humanId", path: ({ humanId }) => `/fleet/${humanId}`, title: ({ humanId }) => humanId },
      { route: "/sites/new", title: ["New site", "Neuer Einsatzort"] },
      { route: "/fleet/new", title: ["New machine", "Neue Maschine"] },
      { route: "/import", title: ["Import", "Import"] },
      {
        route: "/scan",
        name: "scan-several",
        path: () => "/scan?mode=several",
        title: ["Scan", "Scannen"],
        shows: (page) => page.getByText(/No machine yet|Noch keine Maschine/).waitFor(),
      },
      { route: "/rentals", title: ["Rentals", "Vermietungen"], shows: machineLink },
      {
        route: "/rentals/:id",
        path: ({ rental }) => `/rentals/${rental.id}`,
        title: ({ rental }, language) => `${["Rental of", "Vermietung von"][language]} ${rental.humanId}`,
        // Photographs out of sight load when they come into it.
        shows: (page) =>
          page
            .getByRole("list", { name: /What happened|Was geschah/ })
            .getByRole("listitem")
            .first()
            .waitFor(),
      },
      {
        route: "/rentals/:id/inspections",
        path: ({ inspected }) => `/rentals/${inspected.rentalId}/inspections`,
        title: ["Inspections", "Prüfungen"],
        shows: (page) => page.locator("[data-compared]").first().waitFor(),
      },
      {
        route: "/rentals/:id/inspect/:kind",
        path: ({ rental }) => `/rentals/${rental.id}/inspect/in`,
        title: ["Inspection at take-back", "Prüfung bei der Rücknahme"],
        shows: (page) => page.locator("[data-checkpoint]").first().waitFor(),
      },
      {
        route: "/rentals/:id/ticket/:kind",
        path: ({ inspected }) => `/rentals/${inspected.rentalId}/ticket/in`,
        title: ["Return ticket", "Rückgabeschein"],
        shows: (page) => page.getByText("SHA-256").waitFor(),
      },
      {
        route: "/rentals/:id/ticket/:kind",
        name: "ticket-to-sign",
        path: ({ rental }) => `/rentals/${rental.id}/ticket/in`,
        title: ["Return ticket", "Rückgabeschein"],
        shows: (page) => page.locator("[data-signature-pad]").waitFor(),
      },
      {
        route: "/rentals/:id/dispute",
        path: ({ inspected }) => `/rentals/${inspected.rentalId}/dispute`,
        title: ["Dispute pack", "Streitakte"],
        shows: (page) => page.locator("[data-compared]").first().waitFor(),
      },
      { route: "/tasks", title: ["Tasks", "Aufgaben"] },
      {
        route: "/queue",
        title: ["Sync queue", "Sendeliste"],
        shows: (page) => page.getByText(/Everything is sent|Alles ist gesendet/).waitFor(),
      },
      {
        route: "/queue/:key",
        path: () => "/queue/sent-already",
        title: ["Sync queue", "Sendeliste"],
        shows: (page) => page.getByText(/This entry is not here any more|Dieser Eintrag ist nicht mehr hier/).waitFor(),
      },
      {
        route: "/tasks/:id",
        path: ({ task }) => `/tasks/${task.id}`,
        title: ({ task }) => task.title,
      },
      { route: "/tasks/calendar", title: ["Transport calendar", "Transportkalender"] },
      { route: "/maintenance", title: ["Maintenance", "Wartung"] },
      { route: "/check-lists", title: ["Check lists", "Prüflisten"] },
      {
        route: "/rules",
        title: ["Rules", "Regeln"],
        shows: (page) => page.locator("[data-rule]").first().waitFor(),
      },
      { route: "/rentals/at-risk", title: ["Revenue at risk", "Gefährdeter Umsatz"], shows: machineLink },
      { route: "/reservations", title: ["Reservations", "Reservierungen"] },
      {
        route: "/reservations/:id",
        path: ({ reservation }) => `/reservations/${reservation.id}`,
        title: ({ reservation }) => reservation.humanId,
        shows: machineLink,
      },
      { route: "/reservations/new", title: ["Reserve machines", "Maschinen reservieren"] },
      { route: "/calendar", title: ["Calendar", "Kalender"] },
      { route: "/rates", title: ["Rates", "Mietpreise"] },
      { route: "/sources", title: ["Sources", "Quellen"] },
      {
        route: "/sources/:id",
        name: "source",
        path: ({ sourceId }) => `/sources/${sourceId}`,
        title: ["Files", "Dateien"],
      },
      { route: "/alerts", title: ["Alerts", "Alarme"] },
      { route: "/notifications", title: ["Notifications", "Benachrichtigungen"] },
      { route: "/notifications/settings", title: ["What you are told", "Was Sie erfahren"] },
      {
        route: "/alerts/:id",
        name: "alert",
        path: ({ alert }) => `/alerts/${alert.id}`,
        title: ({ alert }, language) => `${alert.name}: ${["Outside its site", "Außerhalb der Baustelle"][language]}`,
      },
      { route: "/members", title: ["Members", "Mitglieder"] },
      { route: "/customers", title: ["Customers", "Kunden"] },
      { route: "/api-clients", title: ["API clients", "API-Clients"] },
      { route: "/ledger", title: ["Audit trail", "Prüfprotokoll"] },
      {
        route: "/labels",
        title: ["Labels", "Etiketten"],
        shows: (page) => page.getByRole("checkbox").first().waitFor(),
      },
    ],
  },
  {
    who: "a site supervisor",
    as: SUPERVISOR,
    screens: [
      { ...overview, name: "home-supervisor" },
      { route: "/sites", title: ["Sites", "Einsatzorte"] },
      { route: "/our-dealers", title: ["Our dealers", "Unsere Händler"] },
      { route: "/sites/:id", path: ({ site }) => `/sites/${site.id}`, title: ({ site }) => site.name },
    ],
  },
  {
    who: "an operator",
    as: OPERATOR,
    screens: [
      { ...overview, name: "home-operator" },
      { route: "/scan", title: ["Scan", "Scannen"] },
      {
        route: "/t/:token",
        name: "label",
        path: ({ token }) => `/t/${token}`,
        title: ["Scan", "Scannen"],
        shows: (page, { humanId }) => page.getByRole("dialog").getByRole("heading", { name: humanId }).waitFor(),
      },
      {
        route: "/permissions",
        title: ["Permissions", "Berechtigungen"],
        shows: (page) => page.getByText("iam.permissions").first().waitFor(),
      },
      { route: "/settings", title: ["Settings", "Einstellungen"] },
    ],
  },
];
