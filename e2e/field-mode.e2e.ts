/**
 * Field mode on the narrowest phone: every screen of the yard with its targets, contrast and width measured as the browser lays them out.
 */
import { expect } from "bun:test";
import { AxeBuilder } from "@axe-core/playwright";
import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { journey, type Journey } from "./harness/journey.ts";
import { DEALER, OPERATOR, openScan, sheetOf, typeNumber, withMachine } from "./scanning.ts";
import type { Task } from "../server/domain/tasks/schema.ts";

const pictures = new URL("../test-results/field/", import.meta.url).pathname;
const NARROW = { width: 320, height: 640 };
const DISPATCH = "dispatch@dealer1.example";

/** What a finger is too big for, one a line: 48 px, and 72 for what is to be done next. Links in running text are none. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const WANTED = "button, select, summary, input, textarea, a[href], [role=button], [role=tab], [role=menuitem]";
    const said = (element: Element, width: number, height: number, least: number) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}" ${Math.round(width)} × ${Math.round(height)}, not ${least}`;
    return [...document.querySelectorAll<HTMLElement>(WANTED)].flatMap((element) => {
      if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true })) return [];
      if (element.closest("[data-dense], [inert], .maplibregl-map") || element.matches(".sr-only, .sr-only *"))
        return [];
      if (element.matches("a") && getComputedStyle(element).display === "inline") return [];
      const target = element.matches("input[type=checkbox], input[type=radio]")
        ? (element.closest("label") ?? element)
        : element;
      // A link that lies over its whole card is as big as the card.
      const { position, content } = getComputedStyle(element, "::after");
      const stretched = position === "absolute" && content !== "none" ? element.offsetParent : null;
      const { width, height } = (stretched ?? target).getBoundingClientRect();
      if (width === 0 || height === 0) return [];
      const least = element.matches(".button-primary") ? 72 : 48;
      return height < least - 0.5 || width < 47.5 ? [said(element, width, height, least)] : [];
    });
  });

const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")]
      .filter(
        (element) => element.getBoundingClientRect().right > edge + 0.5 || element.getBoundingClientRect().left < -0.5,
      )
      .slice(0, 8)
      .map(
        (element) =>
          `too wide: ${element.tagName.toLowerCase()} ${element.className} ${element.textContent?.trim().slice(0, 40)}`,
      );
  });

async function tooPale(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: ["color-contrast-enhanced"] }).analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ target, any }) => `too pale: ${target.join(" ")} ${any[0]?.message.slice(0, 160)}`),
  );
}

const loaded = (page: Page) =>
  page.waitForFunction(() => !document.querySelector(".animate-pulse, [aria-busy='true']"), undefined, {
    timeout: 30_000,
  });

/** Each stop of a day in the yard, in field mode. */
async function walkTheYard(
  open: Journey["open"],
  given: { as: string; colorScheme: "light" | "dark"; locale?: string; storage?: Record<string, string> },
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await withMachine(async ({ api }) => {
    const { items } = await api.get<{ items: { humanId: string }[] }>(given.as, "/assets?limit=1");
    const { id: userId } = (await api.me(given.as)).user;
    const title = "Bring the low loader to the north gate";
    const task = await api
      .post<Task>(DISPATCH, "/tasks", {
        operationId: crypto.randomUUID(),
        kind: "TRANSPORT",
        title,
        assigneeUserId: userId,
      })
      .catch(() => null);
    const { page } = await open({
      as: given.as,
      device: "phone",
      colorScheme: given.colorScheme,
      ...(given.locale ? { locale: given.locale } : {}),
    });
    await page.setViewportSize(NARROW);
    const storage = { "smart-rental:field": "on", ...given.storage };
    await page.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    }, storage);
    const paths = [
      "/",
      "/tasks",
      ...(task ? [`/tasks/${task.id}`] : []),
      "/fleet",
      `/fleet/${items[0]!.humanId}`,
      "/rentals",
      "/queue",
      "/settings",
      "/scan",
    ];
    for (const path of paths) {
      await page.goto(path);
      await page.locator("h1").first().waitFor({ state: "attached" });
      await loaded(page);
      await look(page, path === "/" ? "home" : path.slice(1).replaceAll("/", "-").slice(0, 24));
    }
  });
}

async function record(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png` });
}

for (const [as, colorScheme] of [
  [OPERATOR, "light"],
  [DISPATCH, "dark"],
] as const) {
  journey(`field mode at 320 px, ${colorScheme}: targets, contrast and width`, async ({ open }) => {
    const faults: string[] = [];
    await walkTheYard(open, { as, colorScheme }, async (page, name) => {
      await record(page, `${name}-${colorScheme}`);
      faults.push(
        ...[...(await tooSmall(page)), ...(await tooWide(page)), ...(await tooPale(page))].map(
          (fault) => `${name}: ${fault}`,
        ),
      );
    });
    expect(faults).toEqual([]);
  });
}

journey("field mode on the sheet of a machine", ({ open }) =>
  withMachine(async ({ machine }) => {
    const { page } = await open({ as: DEALER, device: "phone" });
    await page.setViewportSize(NARROW);
    await page.addInitScript(() => localStorage.setItem("smart-rental:field", "on"));
    await openScan(page);
    await typeNumber(page, machine.humanId);
    await sheetOf(page, machine).waitFor();
    await loaded(page);
    await record(page, "sheet");
    expect([...(await tooSmall(page)), ...(await tooWide(page)), ...(await tooPale(page))]).toEqual([]);
  }),
);
