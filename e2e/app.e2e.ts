/** The app as an app: it can be installed, it opens without a network, it speaks the chosen language, and shows each role its own. */
import { describe, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { journey } from "./harness/journey.ts";

const root = new URL("..", import.meta.url).pathname;
const DEALER = "admin@dealer1.example";
const OPERATOR = "operator@customer1.example";

type Manifest = {
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
};

const screenTitle = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

/** The screens that the navigation leads to, in its order. */
const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" }).getByRole("link").allInnerTexts();

describe("installing", () => {
  journey(
    "the manifest says what an installer asks for, and every icon is the picture it promises",
    async ({ open }) => {
      const { page } = await open();
      await page.goto("/sign-in");
      const href = await page.locator('link[rel="manifest"]').getAttribute("href");
      const manifest = (await (await page.request.get(href!)).json()) as Manifest;
      expect(manifest).toMatchObject({
        name: "Smart Rental",
        short_name: "Smart Rental",
        start_url: "/",
        scope: "/",
        display: "standalone",
      });
      const sizes = manifest.icons
        .filter(({ type }) => type === "image/png")
        .map(({ sizes, purpose }) => `${sizes} ${purpose}`);
      expect(sizes).toEqual(expect.arrayContaining(["192x192 any", "512x512 any", "512x512 maskable"]));
      for (const { src, sizes, type } of manifest.icons) {
        const answer = await page.request.get(src);
        expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, type]);
        const { width, height } = await page.evaluate(async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          return { width: image.naturalWidth, height: image.naturalHeight };
        }, src);
        if (sizes !== "any") expect(`${width}x${height}`).toBe(sizes);
      }
    },
  );

  journey("after one visit the app opens from a cold start without a network, and says so", async ({ open }) => {
    const { page, context } = await open({
      as: DEALER,
      device: "phone",
      expected: [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/],
    });
    await page.goto("/");
    await screenTitle(page, "Overview").waitFor();
    expect(await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.scriptURL))).toEndWith(
      "/sw.js",
    );
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
    await page.close();

    await context.setOffline(true);
    const cold = await context.newPage();
    await cold.goto("/scan");
    await cold.getByText("You are offline.").waitFor();
    await cold.getByLabel("Machine number").waitFor();
    await cold.getByRole("link", { name: "Fleet" }).waitFor();

    await context.setOffline(false);
    await cold.getByText("You are offline.").waitFor({ state: "hidden" });
    await cold.goto("/");
    await screenTitle(cold, "Overview").waitFor();
  });
});

journey("what an older version has remembered does not keep the app from opening", async ({ open }) => {
  const { page } = await open({ as: DEALER });
  await page.goto("/sign-in");
  for (const remembered of ['{"user":{"id":"1"}}', "not JSON", "null"]) {
    await page.evaluate((text) => localStorage.setItem("smart-rental:me", text), remembered);
    await page.goto("/");
    await screenTitle(page, "Overview").waitFor();
  }
});

journey("the chosen language is there at once and stays", async ({ open }) => {
  const { page } = await open({ as: DEALER });
  await page.goto("/settings");
  await page.getByLabel("Language").selectOption("Deutsch");
  await screenTitle(page, "Einstellungen").waitFor();
  await page.goto("/rentals");
  await screenTitle(page, "Vermietungen").waitFor();
  await page.reload();
  await screenTitle(page, "Vermietungen").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  expect(
    await page.getByRole("navigation", { name: "Hauptnavigation" }).getByRole("link", { name: "Flotte" }).count(),
  ).toBe(1);
});

/** What a dealer's office has and an operator in the yard has not. */
const OFFICE = [
  "Rules",
  "Sources",
  "Maintenance",
  "Rates",
  "Check lists",
  "Import",
  "Labels",
  "Customers",
  "Members",
  "API clients",
];
journey("the navigation leads each role to its screens, and to no other", async ({ open }) => {
  const dealer = await open({ as: DEALER });
  await dealer.page.goto("/settings");
  await screenTitle(dealer.page, "Settings").waitFor();
  const everything = await navigation(dealer.page);
  for (const name of OFFICE) expect(everything).toContain(name);

  const { page } = await open({ as: OPERATOR, expected: [/status of 403/] });
  await page.goto("/settings");
  await screenTitle(page, "Settings").waitFor();
  expect(await navigation(page)).toEqual(everything.filter((name) => !OFFICE.includes(name)));
  expect(await page.getByRole("link", { name: "Print labels" }).count()).toBe(0);
  await page.goto("/labels");
  await page.getByText("Your role may not do this.").first().waitFor();

  await page.goto("/sites");
  await screenTitle(page, "Sites").waitFor();
  expect(await page.getByRole("link", { name: "New site" }).count()).toBe(0);
});

test("the review page shows every component", async () => {
  const uiDir = join(root, "app/ui");
  const reached = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, alias, path] of (await Bun.file(file).text()).matchAll(/from "(~\/|\.\.?\/)([^"]+\.tsx?)"/g))
      await visit(alias === "~/" ? join(root, "app", path!) : join(file, "..", alias!, path!));
  };
  for await (const file of new Bun.Glob("*.tsx").scan({ cwd: join(root, "app/routes/components"), absolute: true }))
    await visit(file);
  const components = await Array.fromAsync(new Bun.Glob("*.tsx").scan({ cwd: uiDir, absolute: true }));
  expect(components.length).toBeGreaterThan(20);
  // They have no look of their own, or are what a shown component loads when it is first used.
  const lookless = ["dialog-kit.tsx", "loaded.tsx", "toast-kit.tsx"];
  const unseen = components.filter((file) => !reached.has(file)).map((file) => basename(file));
  expect(unseen.sort()).toEqual(lookless);
});

journey("printed labels stand on paper alone, none of them cut", async ({ open }) => {
  const { page } = await open({ as: DEALER, colorScheme: "dark" });
  await page.goto("/labels");
  const labels = page.getByRole("list", { name: "Labels" }).getByRole("listitem");
  await labels.first().waitFor();
  await labels.first().getByRole("checkbox").uncheck();
  const all = await labels.count();
  await page.emulateMedia({ media: "print" });
  expect(
    await page
      .locator("header, nav, aside, [data-screen-only], [data-sonner-toaster]")
      .filter({ visible: true })
      .count(),
  ).toBe(0);
  expect(await labels.filter({ visible: true }).count()).toBe(all - 1);
  const paper = await labels
    .nth(1)
    .evaluate(
      (label) => getComputedStyle(label).backgroundColor + getComputedStyle(document.documentElement).backgroundColor,
    );
  expect(paper).toBe("rgb(255, 255, 255)rgb(255, 255, 255)");
  await mkdir(join(root, "test-results/screens"), { recursive: true });
  await page.setViewportSize({ width: 718, height: 1046 });
  await page.screenshot({ path: join(root, "test-results/screens/labels-print.png") });

  const sheets =
    (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets).toBe(Math.ceil((all - 1) / 12));
});
