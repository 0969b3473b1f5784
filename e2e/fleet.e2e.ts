/** Fleet, machine and site screens: views that can be linked, the map beside the list, changes that others see, fences that are sound. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Rental } from "../server/domain/rentals/schema.ts";
import { newId, sharedApi } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, inside, jobsites } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";

const DEALER = "admin@dealer1.example";
const DISPATCH = "dispatch@dealer1.example";
const REFUSALS = /status of 4\d\d/;

const rowLinks = (page: Page) => page.getByRole("table").getByRole("link", { name: /EQX\d+/ });
const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** The machines' numbers in the order of the table. */
async function numbersOf(page: Page): Promise<string[]> {
  const texts = await rowLinks(page).allInnerTexts();
  return texts.map((text) => /EQX\d+/.exec(text)![0]);
}

journey("search, filter and order stand in the address and survive a reload", async ({ open }) => {
  const { page } = await open({ as: DEALER });
  await page.goto("/fleet");
  await rowLinks(page).first().waitFor();
  await page.getByRole("searchbox").fill("cat");
  await page.waitForURL(/[?&]q=cat/);
  await page.getByLabel("Status").selectOption("AVAILABLE");
  await page.waitForURL(/[?&]status=AVAILABLE/);
  await page.getByRole("columnheader", { name: "Machine" }).getByRole("button").click();
  await page.waitForURL(/[?&]direction=desc/);
  expect(searchOf(page)).toMatchObject({ q: "cat", status: "AVAILABLE", sort: "humanId", direction: "desc" });

  await page.reload();
  await rowLinks(page).first().waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("cat");
  expect(await page.getByLabel("Status").inputValue()).toBe("AVAILABLE");
  expect(await page.getByRole("columnheader", { name: "Machine" }).getAttribute("aria-sort")).toBe("descending");
  const numbers = await numbersOf(page);
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers).toEqual(numbers.toSorted((a, b) => Number(b.slice(3)) - Number(a.slice(3))));
  const rows = await page.getByRole("table").locator("tbody tr").allInnerTexts();
  expect(rows.filter((row) => !/cat/i.test(row) || !row.includes("Available"))).toEqual([]);

  await page.getByRole("searchbox").fill("no such machine");
  await page.getByText("No machine matches").waitFor();
});

journey("a machine pressed on the map stands selected in the address, and its card leads to it", async ({ open }) => {
  const api = await sharedApi();
  const { humanId, make, model } = (await freeMachines(api, DEALER)).at(-1)!;
  const { page } = await open({ as: DEALER });
  // Alone in the filter, it is what the map fits itself to: between its margins for names and buttons.
  await page.goto(`/fleet?q=${humanId}`);
  await page
    .getByRole("status")
    .filter({ hasText: /^1 machine$/ })
    .waitFor();
  await page
    .locator(".maplibregl-ctrl-scale")
    .getByText(/^\d+\sm$/)
    .waitFor();
  await page.locator(".map-host[aria-busy='false']").waitFor();
  const canvas = page.locator(".maplibregl-canvas");
  const { width, height } = (await canvas.boundingBox())!;
  await canvas.click({ position: { x: width / 2 - 20, y: height / 2 - 4 } });
  const card = page.getByRole("link", { name: "Open machine" });
  await card.waitFor();
  await page.waitForURL(/[?&]selected=/);
  expect(searchOf(page)).toMatchObject({ selected: humanId });
  await page.getByText(`${make} ${model}`).first().waitFor();
  await card.click();
  await page.getByRole("heading", { level: 1, name: humanId }).waitFor();
});

journey("the list is walked by keyboard, from the first machine to the last and into one", async ({ open }) => {
  const { page } = await open({ as: DEALER });
  await page.goto("/fleet?view=list");
  const links = rowLinks(page);
  await links.first().focus();
  const focused = () => page.evaluate(() => /EQX\d+/.exec(document.activeElement?.textContent ?? "")?.[0]);
  const numbers = await numbersOf(page);
  expect(await focused()).toBe(numbers[0]);
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(numbers[1]);
  await page.keyboard.press("End");
  expect(await focused()).toBe(numbers.at(-1));
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe(numbers[0]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: numbers[0]! }).waitFor();
});

journey("a machine's history tells what happened, where, by whom and with which reading", async ({ open }) => {
  const api = await sharedApi();
  const machine = (await freeMachines(api, DEALER))[0]!;
  const site = (await jobsites(api, DEALER))[0]!;
  await api.post<Rental>(DISPATCH, "/rentals/checkout", checkOutOf(machine, site));
  try {
    const { page } = await open({ as: DEALER });
    await page.goto(`/fleet/${machine.humanId}`);
    const newest = page.getByRole("list", { name: "History" }).getByRole("listitem").first();
    await newest.getByText(`Sent out to ${site.name}`).waitFor();
    await newest.getByText(/, Dispatcher$/).waitFor();
    const shown = machine.hourMeter.toLocaleString("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    await newest.getByText(`Meter ${shown}`).waitFor();
    await newest.getByText(/^Entry [\d,]+, proof [0-9a-f]{12}$/).waitFor();
    await page.getByRole("heading", { name: "On rent now" }).waitFor();
  } finally {
    await giveBack(api, DEALER, machine.humanId);
  }
});

journey(
  "a machine that is marked ready becomes available on a colleague's screen without a reload",
  async ({ open }) => {
    const api = await sharedApi();
    const machine = (await freeMachines(api, DEALER))[0]!;
    await api.post(DEALER, `/assets/${machine.humanId}/status`, { operationId: newId(), status: "MAINTENANCE" });
    try {
      const colleague = await open({ as: DISPATCH });
      await colleague.page.goto(`/fleet?q=${machine.humanId}&view=list`);
      const row = colleague.page.getByRole("row").filter({ hasText: machine.humanId });
      await row.getByText("Maintenance").waitFor();
      await colleague.page.getByText("Live", { exact: true }).waitFor();

      const { page } = await open({ as: DEALER });
      await page.goto(`/fleet/${machine.humanId}`);
      await page.getByRole("button", { name: "Change status" }).click();
      await page.getByRole("menuitem", { name: "Mark ready" }).click();
      const dialog = page.getByRole("dialog", { name: `Mark ${machine.humanId} as ready?` });
      await dialog.getByLabel("Reason").fill("Brakes checked");
      await dialog.getByRole("button", { name: "Mark ready" }).click();
      await row.getByText("Available").waitFor();
      await page.getByText("Reason: Brakes checked").first().waitFor();
    } finally {
      await giveBack(api, DEALER, machine.humanId);
    }
  },
);

journey(
  "a fence pasted as GeoJSON makes a site, and one that crosses itself is refused with a sentence",
  async ({ open }) => {
    const api = await sharedApi();
    const { lat, lon } = inside((await jobsites(api, DEALER))[0]!.geofence);
    const geojson = (corners: [number, number][]) =>
      JSON.stringify({
        type: "Feature",
        properties: {},
        geometry: { type: "Polygon", coordinates: [corners.map(([x, y]) => [lon + x, lat + y])] },
      });
    const name = `Harbour ${newId().slice(-6)}`;
    const { page } = await open({ as: DEALER, expected: [REFUSALS] });
    await page.goto("/sites/new");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("radio", { name: "Yard" }).check();
    const corners = page.getByLabel("Corners");
    const make = page.getByRole("button", { name: "Make site" });

    await make.click();
    await page.getByText("A fence needs at least three corners.").waitFor();
    await corners.fill(
      geojson([
        [0, 0],
        [0.01, 0.01],
        [0.01, 0],
        [0, 0.01],
        [0, 0],
      ]),
    );
    await page.getByText("The fence crosses itself or is not a simple shape. Move its corners.").waitFor();
    await make.click();
    expect(new URL(page.url()).pathname).toBe("/sites/new");

    await corners.fill(
      geojson([
        [0, 0],
        [0.01, 0],
        [0.01, 0.01],
        [0, 0.01],
        [0, 0],
      ]),
    );
    await page.getByText("4 corners").waitFor();
    await make.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.goto("/sites");
    await page.getByRole("link", { name }).waitFor();
  },
);
