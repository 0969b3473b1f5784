/** In the yard without signal: the app starts cold and shows what it knew; and the camera does not wait for the app. */
import { describe, expect } from "bun:test";
import type { BrowserContext, Page } from "playwright-core";
import { journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { OPERATOR, openScan, sheetOf, withMachine } from "./scanning.ts";

const OFFLINE = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/];
/** As the build's own bound: JavaScript after compression. */
const CAMERA_BYTES = 75_000;

const screenTitle = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const machineLinks = (page: Page) => page.getByRole("main").getByRole("link", { name: /EQX\d+/ });

/** How many answers the device has kept. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("smart-rental-shelf");
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("shelf")) return resolve([]);
          const reading = database.transaction("shelf").objectStore("shelf").getAll();
          reading.onsuccess = () => {
            const shelves = reading.result as { clientState: { queries: { queryKey: [string[]] }[] } }[];
            database.close();
            resolve(
              shelves.flatMap(({ clientState }) => clientState.queries.map(({ queryKey }) => queryKey[0].join("."))),
            );
          };
        };
      }),
  );

/** Signs in, waits until the app is installed and has brought what the yard needs, and closes every page. */
async function install(page: Page): Promise<void> {
  await page.goto("/");
  await screenTitle(page, "Overview").waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  const wanted = ["sites.list", "tasks.list", "assets.list", "rentals.list"];
  for (let tries = 0; ; tries++) {
    const have = new Set(await kept(page));
    if (wanted.every((path) => have.has(path))) break;
    if (tries > 100) throw new Error(`kept only ${[...have].join(", ")}`);
    await Bun.sleep(200);
  }
  // The map comes last.
  await page.waitForFunction(async () => {
    const names = (await (await caches.open("assets")).keys()).map(({ url }) => url);
    return ["map-canvas", "maplibre-gl-worker", "countries"].every((part) => names.some((name) => name.includes(part)));
  });
  await page.close();
}

const cold = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(path);
  await page.getByText("You are offline.").waitFor();
  return page;
};

describe("without a network from the start", () => {
  journey("every screen of the yard shows what it knew, and of when", ({ open }) =>
    withMachine(async ({ label }) => {
      const { page, context } = await open({ as: OPERATOR, device: "phone", expected: OFFLINE });
      await install(page);
      await context.setOffline(true);

      const home = await cold(context, "/");
      await screenTitle(home, "Overview").waitFor();
      await home.getByText(/As of /).waitFor();
      await home.close();

      const fleet = await cold(context, "/fleet");
      await machineLinks(fleet).first().waitFor();
      await fleet.getByText(/As of /).waitFor();
      await fleet.close();

      const sites = await cold(context, "/sites");
      await sites.getByRole("main").getByRole("link").first().waitFor();
      await sites.locator("canvas").first().waitFor();
      await sites.close();

      const tasks = await cold(context, "/tasks");
      await screenTitle(tasks, "Tasks").waitFor();
      expect(await tasks.getByText("needs a connection").count()).toBe(0);
      await tasks.close();

      const scan = await cold(context, "/scan");
      await scan.getByLabel("Machine number").waitFor();
      // The decoder and the keys of genuine labels are there too: a label in a picture is recognised.
      const photo = await photoOf(scan, label.svg);
      await scan.getByLabel("Photo of a label").setInputFiles(photo);
      await scan.getByRole("dialog").waitFor();
    }),
  );

  journey("whoever signs out leaves nothing of it on the device", async ({ open }) => {
    const { page } = await open({ as: OPERATOR });
    await page.goto("/");
    await screenTitle(page, "Overview").waitFor();
    await page.waitForFunction(() =>
      indexedDB.databases().then((all) => all.some(({ name }) => name === "smart-rental-shelf")),
    );
    for (let tries = 0; (await kept(page)).length === 0 && tries < 100; tries++) await Bun.sleep(200);
    expect((await kept(page)).length).toBeGreaterThan(0);
    await page.getByRole("button", { name: /^Account of / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    expect(await kept(page)).toEqual([]);
  });
});

journey("a photograph shared from another app finds its machine and goes into its hand-over", ({ open }) =>
  withMachine(async ({ machine, label }) => {
    const { page } = await open({ as: OPERATOR, device: "phone" });
    await openScan(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
    // What the browser sends when somebody shares pictures with the installed app.
    await page.evaluate(() => {
      const form = document.createElement("form");
      Object.assign(form, { action: "/share", method: "post", enctype: "multipart/form-data", id: "share" });
      form.innerHTML = '<input type="file" name="photos" aria-label="Shared" />';
      document.body.append(form);
    });
    await page.getByLabel("Shared").setInputFiles(await photoOf(page, label.svg));
    await page.evaluate(() => document.querySelector<HTMLFormElement>("#share")!.submit());
    const sheet = sheetOf(page, machine);
    await sheet.waitFor();
    await sheet.locator('img[src^="blob:"]').first().waitFor({ state: "attached" });
    expect(await page.getByText("A photo waits").count()).toBe(0);
  }),
);

journey("the camera is asked for before the app is loaded", async ({ open }) => {
  const { page, context } = await open({ as: OPERATOR, device: "phone" });
  await context.grantPermissions(["camera"]);
  await context.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (constraints) => {
      const scripts = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      (window as unknown as { before?: { name: string; bytes: number }[] }).before ??= scripts
        .filter(({ name }) => /\.m?js($|\?)/.test(name))
        .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize }));
      return ask(constraints);
    };
  });
  const requested: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && requested.push(request.url()));
  await page.goto("/scan");
  await page.waitForFunction(() => (window as unknown as { before?: unknown }).before !== undefined);
  const before = await page.evaluate(() => (window as unknown as { before: { name: string; bytes: number }[] }).before);
  const bytes = before.reduce((sum, script) => sum + script.bytes, 0);
  console.log(`before the camera: ${bytes} bytes in ${before.length} scripts`);
  expect(before.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(CAMERA_BYTES);
  // It was really before the app: the rest comes, and the screen is the same as ever.
  await page.getByLabel("Machine number").waitFor();
  expect(requested.length).toBeGreaterThan(before.length);
});
