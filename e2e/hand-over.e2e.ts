/** The hand-over: who may send a machine out from where, and that nothing is lost and nothing happens twice. */
import { expect } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { qrSvg } from "../server/features/assets/labels.ts";
import type { Api } from "./api-client.ts";
import { inside, type LedgerEvent } from "./api-world.ts";
import { journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { DEALER, OPERATOR, openScan, sheetOf, typeNumber, withMachine } from "./scanning.ts";

const CUT_OFF = /net::ERR_FAILED/;

const northOf = (site: Site, km: number) => ({ ...inside(site.geofence), lat: inside(site.geofence).lat + km / 111 });
const rentalsOf = (api: Api, { humanId }: Asset) =>
  api.all<Rental>(DEALER, `/rentals?humanId=${humanId}&state=ON_RENT`);

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
    await sheet.getByText(`${machine.humanId} goes out: stored`).waitFor();
    await sheet.getByText("It may have reached the server already.").waitFor();
    expect(await rentalsOf(api, machine)).toHaveLength(0);
    const isLost = new Promise<void>((resolve) => {
      void page.route(
        calls,
        async (route) => {
          await route.fetch();
          await route.abort();
          resolve();
        },
        { times: 1 },
      );
    });
    await page.goto("/queue");
    await isLost;
    expect(await rentalsOf(api, machine)).toHaveLength(1);
    await page.getByText(machine.humanId).waitFor();

    await page.reload();
    await page.getByText("Everything is sent").waitFor();
    expect(await rentalsOf(api, machine)).toHaveLength(1);
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
    await sheet.getByLabel("Choose a file").setInputFiles(await photoOf(page, await qrSvg("the left track")));
    await sheet.getByText("On this device", { exact: true }).waitFor();
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
