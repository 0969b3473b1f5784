/** The scan screen: what leads to a machine and what does not, who may send it out from where, and that nothing is lost or done twice. */
import { describe, expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { qrSvg } from "../server/features/assets/labels.ts";
import { sharedApi, type Api } from "./api-client.ts";
import { freeMachines, giveBack, inside, jobsites, type LedgerEvent } from "./api-world.ts";
import { journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";

const DEALER = "admin@dealer1.example";
const OPERATOR = "operator@customer1.example";
const REFUSALS = /status of 4\d\d/;
const CUT_OFF = /net::ERR_FAILED/;

type Label = { url: string; svg: string };
type Hand = { api: Api; machine: Asset; label: Label; site: Site };

/** A free machine of the dealer and a jobsite where the operator works. The machine is free again afterwards. */
async function withMachine(walk: (hand: Hand) => Promise<void>): Promise<void> {
  const api = await sharedApi();
  const machine = (await freeMachines(api, DEALER))[0]!;
  const { items } = await api.get<{ items: Label[] }>(DEALER, `/labels?humanIds=${machine.humanId}`);
  const { siteIds } = await api.me(OPERATOR);
  const site = (await jobsites(api, DEALER)).find(({ id }) => siteIds?.includes(id))!;
  try {
    await walk({ api, machine, label: items[0]!, site });
  } finally {
    await giveBack(api, DEALER, machine.humanId);
  }
}

const northOf = (site: Site, km: number) => ({ ...inside(site.geofence), lat: inside(site.geofence).lat + km / 111 });
const sheetOf = (page: Page, { humanId }: Asset) =>
  page.getByRole("dialog").filter({ has: page.getByRole("heading", { name: humanId }) });
const rentalsOf = (api: Api, { humanId }: Asset) =>
  api.all<Rental>(DEALER, `/rentals?humanId=${humanId}&state=ON_RENT`);

async function typeNumber(page: Page, text: string): Promise<void> {
  await page.getByLabel("Machine number").fill(text);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

/** Opens the scan screen and waits until the device knows the keys of genuine labels. */
async function openScan(page: Page): Promise<void> {
  await page.goto("/scan");
  await page.waitForFunction(() => localStorage.getItem("smart-rental:label-keys") !== null);
}

async function choosePhoto(page: Page, svg: string): Promise<void> {
  await page.getByLabel("Photo of a label").setInputFiles(await photoOf(page, svg));
}

describe("what is shown to the screen", () => {
  journey("a typed number opens the machine, and nonsense says what to type", ({ open }) =>
    withMachine(async ({ machine, site }) => {
      const { page } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
      await openScan(page);
      await typeNumber(page, "digger");
      await page.getByText("Type a number like 1004 or EQX1004.").waitFor();
      await typeNumber(page, ` ${machine.humanId.replace("EQX", "eqx-")} `);
      const sheet = sheetOf(page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await sheet.getByText(`${machine.make} ${machine.model}`).waitFor();
    }),
  );

  journey("a photograph of a label opens its machine, and says that the label is genuine", ({ open }) =>
    withMachine(async ({ machine, label }) => {
      const { page } = await open({ as: OPERATOR, device: "phone" });
      await openScan(page);
      await choosePhoto(page, label.svg);
      await sheetOf(page, machine).getByText("Label is genuine").waitFor();
    }),
  );

  journey("a code that leads elsewhere is shown as text and not opened", async ({ open }) => {
    const { page } = await open({ as: OPERATOR, device: "phone" });
    await openScan(page);
    await choosePhoto(page, await qrSvg("https://elsewhere.example/t/free-money"));
    const notice = page
      .getByRole("alert")
      .filter({ hasText: "A web address, but not one of our labels. It was not opened." });
    await notice.getByText("https://elsewhere.example/t/free-money").waitFor();
    expect(await notice.getByRole("link").count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/scan");

    await notice.getByRole("button", { name: "Dismiss" }).click();
    await choosePhoto(page, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1h7v7z'/></svg>");
    await page.getByText("No label found in that picture.").waitFor();
  });

  journey("a forged label is called forged, also when the phone's own camera opens it", ({ open }) =>
    withMachine(async ({ label }) => {
      const [start, token] = label.url.split("/t/") as [string, string];
      const bytes = Buffer.from(token, "base64url");
      bytes[40]! ^= 1;
      const forged = `${start}/t/${bytes.toString("base64url")}`;
      const { page } = await open({ as: OPERATOR, device: "phone", expected: [REFUSALS] });
      await openScan(page);
      await choosePhoto(page, await qrSvg(forged));
      const warning = page.getByText("This label is not genuine. Do not use it; report it.");
      await warning.waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);

      await page.goto(forged.replace(start, ""));
      await warning.waitFor();
      expect(await page.getByRole("button", { name: "Send out" }).count()).toBe(0);
    }),
  );

  journey("a label's address opened while signed out leads through sign-in to its machine", ({ open }) =>
    withMachine(async ({ machine, label }) => {
      const { page } = await open({ device: "phone", expected: [REFUSALS] });
      await page.goto(`/t/${label.url.split("/t/")[1]}`);
      await page.getByRole("button", { name: "Sign in as Operator" }).first().click();
      await sheetOf(page, machine).getByText("Label is genuine").waitFor();
    }),
  );
});

describe("the hand-over", () => {
  journey("outside the fence the button says why, and an operator cannot pass", ({ open }) =>
    withMachine(async ({ machine, site }) => {
      const { page } = await open({ as: OPERATOR, device: "phone", position: northOf(site, 40) });
      await openScan(page);
      await typeNumber(page, machine.humanId);
      const sheet = sheetOf(page, machine);
      await sheet.getByLabel("Goes to").selectOption({ value: site.id });
      const blocked = sheet.getByRole("button", { name: /^Blocked: .+ km away$/ });
      await blocked.waitFor();
      expect(await blocked.isDisabled()).toBe(true);
      expect(await sheet.getByRole("button", { name: "Send out anyway" }).count()).toBe(0);
    }),
  );

  journey("a dealer's administrator passes the fence with a reason, which stays in the machine's history", ({ open }) =>
    withMachine(async ({ api, machine, site }) => {
      const reason = `Handed over at the port, ${crypto.randomUUID()}`;
      const { page } = await open({ as: DEALER, device: "phone", position: northOf(site, 40) });
      await openScan(page);
      await typeNumber(page, machine.humanId);
      const sheet = sheetOf(page, machine);
      await sheet.getByLabel("Goes to").selectOption({ value: site.id });
      await sheet.getByRole("button", { name: "Send out anyway" }).click();
      const send = sheet.getByRole("button", { name: "Override and send out" });
      await send.click();
      await sheet.getByText("Give a reason").waitFor();
      await sheet.getByLabel("Why outside the site?").fill(reason);
      await send.click();
      await sheet.getByText(`${machine.humanId} is sent out`).waitFor();

      const [event] = await api.all<LedgerEvent>(DEALER, `/events?humanId=${machine.humanId}`, 1);
      expect(JSON.parse(event!.record)).toMatchObject({
        event: { type: "rental.checked_out", data: { gate: { overridden: true } } },
      });
      await page.goto(`/fleet/${machine.humanId}`);
      await page.getByText(`Reason: ${reason}`).waitFor();
    }),
  );

  journey("a lost answer keeps the entry over a reload, and sending it again does it once", ({ open }) =>
    withMachine(async ({ api, machine, site }) => {
      const { page } = await open({
        as: OPERATOR,
        device: "phone",
        position: inside(site.geofence),
        expected: [CUT_OFF],
      });
      await openScan(page);
      await typeNumber(page, machine.humanId);
      const sheet = sheetOf(page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();

      // The first never arrives, the second does, but its answer is lost on the way.
      const calls = "**/api/trpc/rentals.checkOut**";
      await page.route(calls, (route) => route.abort(), { times: 1 });
      await sheet.getByRole("button", { name: "Send out", exact: true }).click();
      await sheet.getByText("Not sent yet").waitFor();
      expect(await rentalsOf(api, machine)).toHaveLength(0);
      await page.route(
        calls,
        async (route) => {
          await route.fetch();
          await route.abort();
        },
        { times: 1 },
      );
      await sheet.getByRole("button", { name: "Send again" }).click();
      await sheet.getByRole("button", { name: "Send again" }).and(sheet.locator(":enabled")).waitFor();
      expect(await rentalsOf(api, machine)).toHaveLength(1);

      await page.reload();
      await page.getByRole("heading", { name: "Not sent yet" }).waitFor();
      await page.getByRole("button", { name: "Continue" }).click();
      await sheet.getByRole("button", { name: "Send again" }).click();
      await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
      expect(await rentalsOf(api, machine)).toHaveLength(1);
      await sheet.getByRole("button", { name: "Scan next" }).click();
      await page.getByRole("heading", { name: "Not sent yet" }).waitFor({ state: "hidden" });
    }),
  );

  journey("a photograph of the hand-over is seen on the machine's page by both parties", ({ open }) =>
    withMachine(async ({ machine, site }) => {
      const { page } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
      await openScan(page);
      await typeNumber(page, machine.humanId);
      const sheet = sheetOf(page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await sheet.getByText("Photos and note").click();
      await sheet.getByLabel("Take a photo").setInputFiles(await photoOf(page, await qrSvg("the left track")));
      await sheet.getByText("Sent", { exact: true }).waitFor();
      await sheet.getByRole("button", { name: "Send out", exact: true }).click();
      await sheet.getByText(`${machine.humanId} is sent out`).waitFor();

      const dealer = await open({ as: DEALER });
      for (const viewer of [page, dealer.page]) {
        await viewer.goto(`/fleet/${machine.humanId}`);
        await viewer
          .getByRole("button", { name: /^Photo: Send out, / })
          .first()
          .click();
        const photo = viewer.getByRole("dialog").getByRole("img");
        await photo.waitFor();
        expect(
          await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
        ).toBeGreaterThan(600);
      }
    }),
  );
});
