/**
 * Every screen, on a phone by day in German and on a desk by night in English: it loads without a fault, it says what it is, no rule
 * of accessibility is broken, and nothing is wider than the phone. Pictures of all are in `test-results/screens/` afterwards.
 */
import { describe, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Label } from "../server/domain/assets/schema.ts";
import { freeMachines, jobsites, sharedApi } from "./api-client.ts";
import { accessibilityFaults } from "./harness/axe.ts";
import { journey } from "./harness/journey.ts";

const root = new URL("..", import.meta.url).pathname;
const pictures = join(root, "test-results/screens");

const HQ = "admin@hq.example";
const DEALER = "admin@dealer1.example";
const SUPERVISOR = "supervisor@customer1.example";
const OPERATOR = "operator@customer1.example";

/** What a screen has to do with: one machine that is free, its label, and one site. */
type Things = { humanId: string; token: string; site: { id: string; name: string } };

type Screen = {
  /** As the file in `app/routes/` says it. */
  route: string;
  /** The picture's name, where several people see a route differently. */
  name?: string;
  as?: string;
  path?: (things: Things) => string;
  /** The one `<h1>` in English and in German. */
  title: [string, string] | ((things: Things) => string);
  /** Something that is there only once the screen has its data. */
  shows?: (page: Page, things: Things) => Promise<unknown>;
};

const dialogOf = (page: Page, { humanId }: Things) => page.getByRole("dialog").getByRole("heading", { name: humanId }).waitFor();

const screens: Screen[] = [
  { route: "/sign-in", title: ["Sign in", "Anmelden"], shows: (page) => page.getByText("operator", { exact: false }).first().waitFor() },
  { route: "/", name: "home-hq", as: HQ, title: ["Overview", "Übersicht"] },
  { route: "/", name: "home-dealer", as: DEALER, title: ["Overview", "Übersicht"] },
  { route: "/", name: "home-supervisor", as: SUPERVISOR, title: ["Overview", "Übersicht"] },
  { route: "/", name: "home-operator", as: OPERATOR, title: ["Overview", "Übersicht"] },
  { route: "/fleet", as: DEALER, title: ["Fleet", "Flotte"], shows: (page) => page.getByRole("link", { name: /EQX\d+/ }).first().waitFor() },
  { route: "/fleet/:humanId", as: DEALER, path: ({ humanId }) => `/fleet/${humanId}`, title: ({ humanId }) => humanId },
  { route: "/sites", as: SUPERVISOR, title: ["Sites", "Einsatzorte"] },
  { route: "/sites/new", as: DEALER, title: ["New site", "Neuer Einsatzort"] },
  { route: "/sites/:id", as: SUPERVISOR, path: ({ site }) => `/sites/${site.id}`, title: ({ site }) => site.name },
  { route: "/rentals", as: DEALER, title: ["Rentals", "Vermietungen"], shows: (page) => page.getByRole("link", { name: /EQX\d+/ }).first().waitFor() },
  { route: "/alerts", as: DEALER, title: ["Alerts", "Alarme"] },
  { route: "/ledger", as: DEALER, title: ["Audit trail", "Prüfprotokoll"] },
  { route: "/labels", as: DEALER, title: ["Labels", "Etiketten"], shows: (page) => page.getByRole("img").first().waitFor() },
  { route: "/settings", as: OPERATOR, title: ["Settings", "Einstellungen"] },
  { route: "/scan", as: OPERATOR, title: ["Scan", "Scannen"] },
  { route: "/t/:token", name: "label", as: OPERATOR, path: ({ token }) => `/t/${token}`, title: ["Scan", "Scannen"], shows: dialogOf },
  { route: "/components", title: ["Components", "Bausteine"] },
  { route: "/components/shell", title: ["Components", "Bausteine"] },
  { route: "/*404", name: "not-found", path: () => "/no/such/page", title: ["No such page", "Seite nicht gefunden"] },
];

const modes = {
  "a phone by day in German": { device: "phone", colorScheme: "light", locale: "de-DE", language: 1, short: "phone-light" },
  "a desk by night in English": { device: "desktop", colorScheme: "dark", locale: "en-GB", language: 0, short: "desk-dark" },
} as const;

let known: Promise<Things> | undefined;
const things = () => (known ??= findThings());

async function findThings(): Promise<Things> {
  const api = await sharedApi();
  const machine = (await freeMachines(api, DEALER)).at(-1)!;
  const { items } = await api.get<{ items: Label[] }>(DEALER, `/labels?humanIds=${machine.humanId}`);
  const [site] = await jobsites(api, SUPERVISOR);
  return { humanId: machine.humanId, token: items[0]!.url.split("/t/")[1]!, site: site! };
}

/** Waits until nothing on the screen is still being loaded. */
async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => !document.querySelector(".animate-pulse, [aria-busy='true']"), undefined, { timeout: 30_000 });
}

test("every route has its place in the table", async () => {
  const files = await Array.fromAsync(new Bun.Glob("**/*.tsx").scan({ cwd: join(root, "app/routes") }));
  const routes = files
    .filter((file) => file !== "(app).tsx")
    .map((file) => file.replace(/\.tsx$/, "").replace(/^\(app\)\//, "").replace(/(^|\/)index$/, ""))
    .map((path) => `/${path.replace(/\[\.{3}(\w+)\]/, "*$1").replaceAll(/\[(\w+)\]/g, ":$1")}`);
  expect(routes.sort()).toEqual([...new Set(screens.map(({ route }) => route))].sort());
});

for (const [mode, { language, short, ...device }] of Object.entries(modes)) {
  describe(mode, () => {
    for (const screen of screens) {
      const name = screen.name ?? (screen.route.replaceAll(/[/:]+/g, "-").replace(/^-/, "") || "home");
      journey(`${name} is whole on ${mode}`, async ({ open }) => {
        const there = await things();
        const { page } = await open({ ...device, ...(screen.as ? { as: screen.as } : {}) });
        await page.goto(screen.path?.(there) ?? screen.route);
        await settled(page);
        await screen.shows?.(page, there);

        const title = typeof screen.title === "function" ? screen.title(there) : screen.title[language];
        expect(await page.locator("h1").allInnerTexts()).toEqual([title]);
        expect(await page.title()).toBe(`${title} · Smart Rental`);
        expect(await page.locator("html").getAttribute("lang")).toBe(language === 1 ? "de" : "en");
        if (device.device === "phone") expect(await tooWide(page)).toEqual([]);
        await mkdir(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}-${short}.png`) });
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    }
  });
}

/** What makes the page scroll sideways: elements that stand out beyond its edge and are not cut or scrolled by a box around them. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > edge + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.trim().slice(0, 40) ?? ""}`);
  });
