/**
 * Every screen, on a phone by day in German and on a desk by night in English: it loads without a fault, it says what it is, no rule
 * of accessibility is broken, and nothing is wider than the phone. Pictures of all are in `test-results/screens/` afterwards.
 */
import { expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Label } from "../server/domain/assets/labels.ts";
import { newId, sharedApi } from "./api-client.ts";
import { freeMachines, jobsites } from "./api-world.ts";
import { accessibilityFaults } from "./harness/axe.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { DEALER, people, SUPERVISOR, type Screen, type Things } from "./screen-table.ts";

const root = new URL("..", import.meta.url).pathname;
const pictures = join(root, "test-results/screens");

const modes = [
  { mode: "a phone by day in German", device: "phone", colorScheme: "light", locale: "de-DE", short: "phone-light" },
  { mode: "a desk by night in English", device: "desktop", colorScheme: "dark", locale: "en-GB", short: "desk-dark" },
] as const;

let known: Promise<Things> | undefined;
const things = () => (known ??= findThings());

async function findThings(): Promise<Things> {
  const api = await sharedApi();
  const machine = (await freeMachines(api, DEALER)).at(-1)!;
  const { items } = await api.get<{ items: Label[] }>(DEALER, `/labels?humanIds=${machine.humanId}`);
  const [site] = await jobsites(api, SUPERVISOR);
  const email = `${newId()}@new.example`;
  await api.post(SUPERVISOR, "/members/invite", { operationId: newId(), email, role: "OPERATOR" });
  const [mail] = await api.mails(email);
  const rentals = await api.get<{ items: Things["rental"][] }>(DEALER, "/rentals?state=ON_RENT&limit=1");
  const reservations = await api.get<{ items: Things["reservation"][] }>(DEALER, "/reservations?state=CONFIRMED");
  const outside = await api.get<{ items: { id: string; humanId: string }[] }>(DEALER, "/alerts?kind=GEOFENCE_BREACH");
  const [alert] = outside.items;
  const title = "Bring the low loader back";
  const task = await api.post<Things["task"]>(DEALER, "/tasks", { operationId: newId(), kind: "TRANSPORT", title });
  const seen = await api.get<{ items: Things["inspected"][] }>(DEALER, "/inspections?kind=IN&limit=1");
  const { rentalId, humanId } = seen.items[0]!;
  // The first document of a dealer makes its source of files.
  const { sourceId } = await api.post<{ sourceId: string }>(DEALER, "/telematics/iso15143/import", { Equipment: [] });
  return {
    humanId: machine.humanId,
    token: items[0]!.url.split("/t/")[1]!,
    invitation: mail!.text.split("/invite/")[1]!.split(/\s/)[0]!,
    site: site!,
    rental: rentals.items[0]!,
    reservation: reservations.items.find(({ humanId }) => humanId)!,
    task,
    alert: { id: alert!.id, name: alert!.humanId },
    inspected: { rentalId, humanId },
    sourceId,
  };
}

const SCREENS_AT_ONCE = 8;

const nothingLoads = (page: Page) =>
  page.waitForFunction(() => !document.querySelector(".animate-pulse, [aria-busy='true']"), undefined, {
    timeout: 30_000,
  });

/** What makes the page scroll sideways: elements beyond its edge, one a line. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > edge + 0.5)
      .map(
        (element) =>
          `too wide: ${element.tagName.toLowerCase()} ${element.className} ${element.textContent?.trim().slice(0, 40) ?? ""}`,
      );
  });

/** Does something while the browser's text is twice as large as usual. */
async function withLargeText(page: Page, look: () => Promise<unknown>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const setSize = (standard: number) => session.send("Page.setFontSizes", { fontSizes: { standard } });
  await setSize(32);
  await look();
  await setSize(16);
  await session.detach();
}

/** What is wrong with the screen that the page shows, one a line. */
async function faultsOf(page: Page, { title, shows }: Screen, there: Things, language: 0 | 1): Promise<string[]> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await (shows ?? nothingLoads)(page, there);
  const name = typeof title === "function" ? title(there, language) : title[language];
  const facts = {
    headings: await page.locator("h1").allInnerTexts(),
    title: await page.title(),
    language: await page.locator("html").getAttribute("lang"),
  };
  const wanted = { headings: [name], title: `${name} · Smart Rental`, language: language === 1 ? "de" : "en" };
  return [
    ...(Bun.deepEquals(facts, wanted) ? [] : [`says ${JSON.stringify(facts)} and not ${JSON.stringify(wanted)}`]),
    ...(await tooWide(page)),
    ...(await accessibilityFaults(page)),
  ];
}

test("every route has its place in the table", async () => {
  const files = await Array.fromAsync(new Bun.Glob("**/*.tsx").scan({ cwd: join(root, "app/routes") }));
  const routes = files
    .filter((file) => file !== "(app).tsx")
    .map((file) =>
      file
        .replace(/\.tsx$/, "")
        .replace(/^\(app\)\//, "")
        // A group in a path lets a page stand beside another, not in it.
        .replaceAll(/\(\w+\)/g, "")
        .replace(/(^|\/)index$/, ""),
    )
    .map((path) => `/${path.replace(/\[\.{3}(\w+)\]/, "*$1").replaceAll(/\[(\w+)\]/g, ":$1")}`);
  const table = new Set(people.flatMap(({ screens }) => screens.map(({ route }) => route)));
  expect(routes.sort()).toEqual([...table].sort());
});

/** A journey has its time: who has many screens looks at some of them at once. */
function inParts<P extends { screens: Screen[] }>(person: P): (P & { part: string })[] {
  const parts = Math.ceil(person.screens.length / SCREENS_AT_ONCE);
  return Array.from({ length: parts }, (_, at) => ({
    ...person,
    screens: person.screens.slice(at * SCREENS_AT_ONCE, (at + 1) * SCREENS_AT_ONCE),
    part: parts > 1 ? `, ${at + 1} of ${parts}` : "",
  }));
}

for (const { mode, short, ...look } of modes) {
  for (const { who, as, screens, part } of people.flatMap(inParts)) {
    journey(`every screen of ${who} is whole on ${mode}${part}`, async ({ open }) => {
      const there = await things();
      await mkdir(pictures, { recursive: true });
      const { page } = await open({ ...look, ...(as ? { as } : {}) });
      const faults: string[] = [];
      for (const screen of screens) {
        const name = screen.name ?? screen.route.replaceAll(/[/:]+/g, "-").slice(1);
        await page.goto(screen.path?.(there) ?? screen.route);
        const found = await faultsOf(page, screen, there, look.locale === "de-DE" ? 1 : 0);
        faults.push(...found.map((fault) => `${name}: ${fault}`));
        await page.screenshot({ path: join(pictures, `${name}-${short}.png`) });
        if (look.device === "phone") {
          await withLargeText(page, async () => {
            faults.push(...(await tooWide(page)).map((fault) => `${name}, text twice as large: ${fault}`));
            await page.screenshot({ path: join(pictures, `${name}-large.png`) });
          });
        }
      }
      expect(faults).toEqual([]);
    });
  }
}
