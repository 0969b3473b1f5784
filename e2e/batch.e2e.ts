/** Several machines in one go: labels one after the other, out together, two of three back, one still out. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Asset } from "../server/domain/assets/schema.ts";
import { sharedApi } from "./api-client.ts";
import { freeMachines, giveBack, inside, jobsites } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { DEALER, OPERATOR } from "./scanning.ts";

const rowOf = (page: Page, { humanId }: Asset) => page.locator(`li[data-machine="${humanId}"]`);

async function openBatch(page: Page): Promise<void> {
  await page.goto("/scan");
  await page.waitForFunction(() => localStorage.getItem("smart-rental:label-keys") !== null);
  await page.getByRole("radio", { name: "Several machines" }).check();
  await page.getByText("No machine yet").waitFor();
}

async function type(page: Page, text: string): Promise<void> {
  await page.getByLabel("Machine number").fill(text);
  await page.getByRole("button", { name: "Add", exact: true }).click();
}

journey("three labels go out together, two come back, and one is still out", async ({ open }) => {
  const api = await sharedApi();
  const [one, two, three] = (await freeMachines(api, DEALER)).slice(2, 5) as [Asset, Asset, Asset];
  const machines = [one, two, three];
  const { siteIds } = await api.me(OPERATOR);
  const site = (await jobsites(api, DEALER)).find(({ id }) => siteIds?.includes(id))!;
  const labels = await api.get<{ items: { humanId: string; svg: string }[] }>(
    DEALER,
    `/labels?${machines.map(({ humanId }) => `humanIds=${humanId}`).join("&")}`,
  );
  const svgOf = ({ humanId }: Asset) => labels.items.find((label) => label.humanId === humanId)!.svg;
  try {
    const { page } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
    await openBatch(page);
    const show = async (machine: Asset) =>
      page.getByLabel("Photo of a label").setInputFiles(await photoOf(page, svgOf(machine)));
    for (const machine of [one, two]) {
      await show(machine);
      await rowOf(page, machine).waitFor();
    }
    await type(page, three.humanId);
    await rowOf(page, three).waitFor();
    await page.getByRole("heading", { name: "3 machines" }).waitFor();

    // The same machine again is no fourth one.
    await page.waitForTimeout(2_600);
    await type(page, three.humanId);
    await page.getByText(`${three.humanId} is in the list already`).first().waitFor();
    expect(await page.locator("li[data-machine]").count()).toBe(3);

    await page.getByLabel("To which site").selectOption({ value: site.id });
    await page.getByRole("button", { name: "Send out all 3" }).click();
    await page.getByText("All 3 machines are done").first().waitFor();
    for (const { humanId } of machines)
      expect((await api.get<Asset>(DEALER, `/assets/${humanId}`)).status).toBe("ON_RENT");

    await page.getByRole("button", { name: "Next batch" }).click();
    for (const { humanId } of [one, two]) await type(page, humanId);
    await rowOf(page, two).waitFor();
    await rowOf(page, one).waitFor();
    // What is out is most likely to come back.
    expect(await page.getByRole("radio", { name: "Take back" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Take back all 2" }).click();
    await page.getByText("All 2 machines are done").first().waitFor();
    const states = await Promise.all(
      machines.map(async ({ humanId }) => (await api.get<Asset>(DEALER, `/assets/${humanId}`)).status),
    );
    expect(states).toEqual(["IDLE", "IDLE", "ON_RENT"]);
  } finally {
    for (const { humanId } of machines) await giveBack(api, DEALER, humanId);
  }
});

journey(
  "what is refused is told at its machine, the others go through, and a reload loses nothing",
  async ({ open }) => {
    const api = await sharedApi();
    const [one, two] = (await freeMachines(api, DEALER)).slice(5, 7) as [Asset, Asset];
    const site = (await jobsites(api, DEALER))[0]!;
    try {
      const { page } = await open({
        as: DEALER,
        device: "phone",
        position: inside(site.geofence),
        expected: [/status of 409/],
      });
      await openBatch(page);
      for (const machine of [one, two]) {
        await type(page, machine.humanId);
        await rowOf(page, machine).waitFor();
      }
      await page.reload();
      await rowOf(page, one).waitFor();
      await rowOf(page, two).waitFor();
      // Meanwhile the second one goes into the workshop.
      const operationId = crypto.randomUUID();
      await api.post(DEALER, `/assets/${two.humanId}/status`, { operationId, status: "MAINTENANCE" });
      await page.getByLabel("To which site").selectOption({ value: site.id });
      await page.getByRole("button", { name: "Send out all 2" }).click();
      await page.getByText("1 of 2 are done, 1 refused").waitFor();
      await rowOf(page, one).getByText("Done").waitFor();
      await rowOf(page, two).getByText("This machine is not available to send out.").waitFor();

      await api.post(DEALER, `/assets/${two.humanId}/status`, {
        operationId: crypto.randomUUID(),
        status: "AVAILABLE",
      });
      await page.getByRole("button", { name: "Try the refused one again" }).click();
      await page.getByText("All 2 machines are done").first().waitFor();
    } finally {
      for (const { humanId } of [one, two]) await giveBack(api, DEALER, humanId);
    }
  },
);
