/** Work without a signal: what was entered is on the device, goes out once, and nothing leaves it without the server or a person. */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { Api, newId } from "./api-client.ts";
import { checkOutOf, freeMachines, inside, jobsites, type LedgerEvent } from "./api-world.ts";
import { accessibilityFaults } from "./harness/axe.ts";
import { launchBrowser } from "./harness/browser.ts";
import { journey } from "./harness/journey.ts";
import { newPage, signInAs } from "./harness/page.ts";
import { startServer } from "./harness/server.ts";
import { filmOf, photoOf } from "./pictures.ts";
import { DEALER, OPERATOR, openScan, sheetOf, typeNumber, withMachine } from "./scanning.ts";

const NO_NETWORK = [
  /net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET)/,
];
const STORED_WITHIN_MS = 4_000;
const WITHIN_MS = 300_000;

const checkOuts = async (api: Api, { humanId }: Asset) =>
  (await api.all<LedgerEvent>(DEALER, `/events?humanId=${humanId}`)).filter(
    ({ type }) => type === "rental.checked_out",
  );

/** Opens the scan screen as a person who worked here before: the app is kept by the service worker, the machine was looked at. */
async function warmUp(page: Page, machine: Asset): Promise<void> {
  await openScan(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await typeNumber(page, machine.humanId);
  await sheetOf(page, machine).getByRole("button", { name: "Send out", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await sheetOf(page, machine).waitFor({ state: "hidden" });
  // What is loaded when the page is idle is there before the network is gone.
  await page.waitForLoadState("networkidle");
}

async function sendOut(page: Page, machine: Asset, site: Site): Promise<void> {
  await typeNumber(page, machine.humanId);
  const sheet = sheetOf(page, machine);
  await sheet.getByLabel("Goes to").selectOption({ value: site.id });
  await sheet.getByRole("button", { name: "Send out", exact: true }).click();
  await sheet.getByText(`${machine.humanId} goes out: stored`).waitFor();
}

async function sendOutOffline(page: Page, machine: Asset, site: Site): Promise<void> {
  await warmUp(page, machine);
  await page.context().setOffline(true);
  await sendOut(page, machine, site);
}

/** The top bar says that an entry waits for a decision, also behind an open sheet. */
const isAsked = (page: Page) =>
  page
    .getByLabel(/1 needs you/)
    .first()
    .waitFor();
const everythingIsSent = (page: Page) => page.getByText("Everything is sent").waitFor();
const countCalls = (context: BrowserContext, procedure: string) => {
  const calls: string[] = [];
  context.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes(procedure)) calls.push(request.url());
  });
  return calls;
};

journey("a check-out without signal outlives its page and is done once when the signal is back", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: NO_NETWORK,
    });
    const before = (await checkOuts(api, machine)).length;
    await sendOutOffline(page, machine, site);
    expect(await checkOuts(api, machine)).toHaveLength(before);
    await page.close();

    // The phone was put away; the app is opened anew, still without signal.
    const again = await context.newPage();
    await again.goto("/queue");
    await again.getByRole("link", { name: machine.humanId }).waitFor();
    await again.getByText("No connection. It is tried again by itself.").waitFor();
    const calls = countCalls(context, "rentals.checkOut");
    await context.setOffline(false);
    await everythingIsSent(again);
    expect(await checkOuts(api, machine)).toHaveLength(before + 1);
    expect(calls.length).toBe(1);
    expect((await api.get<Asset>(DEALER, `/assets/${machine.humanId}`)).status).toBe("ON_RENT");
  }),
);

journey(
  "with no page of the app open the service worker sends it, when the browser says that there is a network",
  ({ open }) =>
    withMachine(async ({ api, machine, site }) => {
      const { page, context } = await open({
        as: OPERATOR,
        device: "phone",
        position: inside(site.geofence),
        expected: NO_NETWORK,
      });
      const before = (await checkOuts(api, machine)).length;
      const browser = await context.newCDPSession(page);
      const registered = Promise.withResolvers<string>();
      browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        if (registrations[0]) registered.resolve(registrations[0].registrationId);
      });
      await browser.send("ServiceWorker.enable");
      await sendOutOffline(page, machine, site);
      const registrationId = await registered.promise;
      const { origin } = new URL(page.url());
      await page.goto("about:blank");
      await context.setOffline(false);
      expect(await checkOuts(api, machine)).toHaveLength(before);

      const tag = "smart-rental-outbox";
      await browser.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag, lastChance: false });
      const endsAt = Date.now() + 15_000;
      while ((await checkOuts(api, machine)).length === before && Date.now() < endsAt) await Bun.sleep(200);
      expect(await checkOuts(api, machine)).toHaveLength(before + 1);
      await page.goto(`${origin}/queue`);
      await everythingIsSent(page);
      expect(await checkOuts(api, machine)).toHaveLength(before + 1);
    }),
);

journey("two open tabs send it once", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: NO_NETWORK,
    });
    const before = (await checkOuts(api, machine)).length;
    const other = await context.newPage();
    await other.goto("/queue");
    await everythingIsSent(other);
    await sendOutOffline(page, machine, site);
    // What one tab stores the other shows.
    await other.getByRole("link", { name: machine.humanId }).waitFor();
    const calls = countCalls(context, "rentals.checkOut");
    await context.setOffline(false);
    await everythingIsSent(other);
    expect(calls.length).toBe(1);
    expect(await checkOuts(api, machine)).toHaveLength(before + 1);
  }),
);

journey("what is not sent yet is taken back, and the form is there again", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: NO_NETWORK,
    });
    const before = (await checkOuts(api, machine)).length;
    await sendOutOffline(page, machine, site);
    const sheet = sheetOf(page, machine);
    await sheet.getByRole("button", { name: "Take it back, it was a mistake" }).click();
    await sheet.getByRole("button", { name: "Send out", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await context.setOffline(false);
    await page.getByRole("heading", { name: "Begun and not finished" }).waitFor();
    await page.goto("/queue");
    await everythingIsSent(page);
    expect(await checkOuts(api, machine)).toHaveLength(before);
  }),
);

journey("a machine that this device has never seen is entered without signal and judged on arrival", ({ open }) =>
  withMachine(async ({ api, machine, label, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: NO_NETWORK,
    });
    const [other] = (await freeMachines(api, DEALER)).slice(-1) as [Asset];
    const before = (await checkOuts(api, machine)).length;
    await warmUp(page, other);
    const photo = await photoOf(page, label.svg);
    await context.setOffline(true);
    await page.getByLabel("Photo of a label").setInputFiles(photo);
    const unknown = page.getByRole("dialog");
    await unknown.getByText("The label is genuine. Enter it all the same;").waitFor();
    await unknown.getByLabel("Machine number").fill(machine.humanId.replace("EQX", ""));
    await unknown.getByRole("button", { name: "Send out", exact: true }).click();
    const sheet = sheetOf(page, machine);
    await sheet.getByLabel("Service meter hours now").fill(String(machine.hourMeter));
    await sheet.getByLabel("Goes to").selectOption({ value: site.id });
    await sheet.getByText("Photos and note").click();
    await sheet.getByLabel("Choose a file").setInputFiles(await photoOf(page, label.svg));
    await sheet.getByText("On this device").waitFor();
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText(`${machine.humanId} goes out: stored`).waitFor();
    await sheet.getByRole("link", { name: "Open queue" }).click();
    await page.getByText("1 file ·").waitFor();
    await context.setOffline(false);
    await everythingIsSent(page);
    const events = await checkOuts(api, machine);
    expect(events).toHaveLength(before + 1);
    expect(JSON.parse(events[0]!.record)).toMatchObject({ event: { data: { byLabel: true, photos: [{}] } } });
  }),
);

journey("somebody else was quicker: the conflict is told, compared and discarded by hand", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: [...NO_NETWORK, /status of 409/],
    });
    const before = (await checkOuts(api, machine)).length;
    await sendOutOffline(page, machine, site);
    await api.post(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    await context.setOffline(false);
    await isAsked(page);
    await page.goto("/queue");
    await page.getByText("Conflict").waitFor();
    await page.getByRole("link", { name: machine.humanId }).click();
    await page.getByRole("heading", { name: `${machine.humanId}: Send out` }).waitFor();
    await page.getByText("This machine is already out.").first().waitFor();
    const now = page.locator("section").filter({ has: page.getByRole("heading", { name: "What is true now" }) });
    await now.getByText("On rent").first().waitFor();
    const mine = page.locator("section").filter({ has: page.getByRole("heading", { name: "What you entered" }) });
    await mine.getByText(site.name).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "Send again as it is" }).click();
    await page.getByText("The server did not take it. It stays in the queue.").waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await everythingIsSent(page);
    expect(await checkOuts(api, machine)).toHaveLength(before + 1);
  }),
);

journey("what was refused is corrected in its place and goes out", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: [...NO_NETWORK, /status of 4\d\d/],
    });
    const before = (await checkOuts(api, machine)).length;
    await sendOutOffline(page, machine, site);
    await api.post(DEALER, `/assets/${machine.humanId}/status`, { operationId: newId(), status: "MAINTENANCE" });
    await context.setOffline(false);
    await isAsked(page);
    await api.post(DEALER, `/assets/${machine.humanId}/status`, { operationId: newId(), status: "AVAILABLE" });
    await page.goto("/queue");
    await page.getByRole("link", { name: machine.humanId }).click();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    const meter = page.getByLabel("Service meter hours");
    await meter.fill("");
    await page.getByRole("button", { name: "Send changed" }).click();
    await page.getByText("Type the hours, like 1204.5").waitFor();
    await meter.fill(String(machine.hourMeter + 1));
    await page.getByRole("button", { name: "Send changed" }).click();
    await everythingIsSent(page);
    const events = await checkOuts(api, machine);
    expect(events).toHaveLength(before + 1);
    expect(JSON.parse(events[0]!.record)).toMatchObject({ event: { data: { engineStart: machine.hourMeter + 1 } } });
  }),
);

journey("a damaged entry is shown and blocks nothing, and it goes only by hand", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
    const before = (await checkOuts(api, machine)).length;
    await page.goto("/queue");
    await everythingIsSent(page);
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const me = JSON.parse(localStorage.getItem("smart-rental:me")!) as {
            user: { id: string };
            organization: { id: string };
          };
          const request = indexedDB.open("smart-rental-outbox");
          request.onerror = () => reject(request.error!);
          request.onsuccess = () => {
            const transaction = request.result.transaction("entries", "readwrite");
            const owner = `${me.user.id}:${me.organization.id}`;
            transaction.objectStore("entries").put({ id: "broken", owner, lane: 7, input: "?" });
            transaction.oncomplete = () => {
              request.result.close();
              resolve();
            };
          };
        }),
    );
    await openScan(page);
    await page.getByRole("link", { name: /1 entry waits · 1 needs you/ }).waitFor();
    await typeNumber(page, machine.humanId);
    const sheet = sheetOf(page, machine);
    await sheet.getByText(`You are at ${site.name}`).waitFor();
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
    expect(await checkOuts(api, machine)).toHaveLength(before + 1);

    await page.goto("/queue");
    await page.getByRole("link", { name: "This entry can not be read" }).click();
    await page.getByText('"lane": 7').waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await everythingIsSent(page);
  }),
);

journey("a full device says so, and the form stays open with everything in it", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
    const before = (await checkOuts(api, machine)).length;
    await openScan(page);
    await typeNumber(page, machine.humanId);
    const sheet = sheetOf(page, machine);
    await sheet.getByText(`You are at ${site.name}`).waitFor();
    await sheet.getByText("Photos and note").click();
    await sheet.getByLabel("Note").fill("The left mirror is cracked");
    const devtools = await context.newCDPSession(page);
    const { origin } = new URL(page.url());
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText("There is no room left on this device.").waitFor();
    expect(await sheet.getByLabel("Note").inputValue()).toBe("The left mirror is cracked");
    expect(await checkOuts(api, machine)).toHaveLength(before);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    await sheet.getByRole("button", { name: "Send out", exact: true }).click();
    await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
    expect(await checkOuts(api, machine)).toHaveLength(before + 1);
  }),
);

journey("nobody signs out over unsent entries unwarned, and nobody else sees them", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const { page, context } = await open({
      as: OPERATOR,
      device: "phone",
      position: inside(site.geofence),
      expected: [...NO_NETWORK, /status of 4\d\d/],
    });
    await sendOutOffline(page, machine, site);
    await api.post(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    await context.setOffline(false);
    await isAsked(page);
    // The sheet closes by itself once it was read.
    await page.keyboard.press("Escape");
    await sheetOf(page, machine).waitFor({ state: "hidden" });
    const signOut = async () => {
      await page.getByRole("button", { name: /^Account of/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
    };
    await signOut();
    const warning = page.getByRole("dialog");
    await warning.getByText("1 entry on this device is not with the server yet:").waitFor();
    await warning.getByText("1 × Send out").waitFor();
    const download = page.waitForEvent("download");
    await warning.getByRole("button", { name: "Export as a file" }).click();
    const file = await (await download).path();
    expect(await Bun.file(file).json()).toMatchObject({ format: "smart-rental-outbox/1", entries: [{}] });
    await warning.getByRole("button", { name: "Keep here and go on" }).click();
    await page.waitForURL("**/sign-in**");

    await signInAs(page, DEALER);
    await page.goto("/queue");
    await everythingIsSent(page);
    await page.getByLabel("Take in a file").setInputFiles(file);
    await page.getByText("This queue belongs to another person or organisation.").waitFor();

    // Nothing of theirs waits, so nobody is asked.
    await signOut();
    await page.waitForURL("**/sign-in**");
    await signInAs(page, OPERATOR);
    await page.goto("/queue");
    await page.getByRole("link", { name: machine.humanId }).waitFor();
    await page.getByText("Conflict").waitFor();
  }),
);

test(
  "a server that is killed after it has taken an entry and before it could say so is asked again, and it is done once",
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-kill-"));
    let server = await startServer({ dataDir });
    const browser = await launchBrowser();
    try {
      const { url } = server;
      const port = Number(new URL(url).port);
      let api = new Api(url);
      const machine = (await freeMachines(api, DEALER))[0]!;
      const { siteIds } = await api.me(OPERATOR);
      const site = (await jobsites(api, DEALER)).find(({ id }) => siteIds?.includes(id))!;
      const { page } = await newPage(browser, url, { device: "phone", position: inside(site.geofence) });
      await signInAs(page, OPERATOR);
      await openScan(page);
      await typeNumber(page, machine.humanId);
      const sheet = sheetOf(page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      const before = (await checkOuts(api, machine)).length;
      await page.route(
        "**/api/trpc/rentals.checkOut**",
        async (route) => {
          const answer = await route.fetch();
          expect(answer.status()).toBe(200);
          await server.stop({ kill: true });
          await route.abort();
        },
        { times: 1 },
      );
      await sheet.getByRole("button", { name: "Send out", exact: true }).click();
      await sheet.getByText(`${machine.humanId} goes out: stored`).waitFor();
      // The server may have it: here it is not taken back as if nothing had happened.
      await sheet.getByText("It may have reached the server already.").waitFor();
      expect(await sheet.getByRole("button", { name: "Take it back, it was a mistake" }).count()).toBe(0);

      server = await startServer({ dataDir, port });
      api = new Api(url);
      await page.goto("/queue");
      await everythingIsSent(page);
      expect(await checkOuts(api, machine)).toHaveLength(before + 1);
    } finally {
      await browser.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
  WITHIN_MS,
);

journey("on a slow phone without signal a check-out is stored within four seconds and three taps", ({ open, url }) =>
  withMachine(async ({ machine, label, site }) => {
    const { page: desk } = await open();
    await desk.goto("/sign-in");
    const directory = await mkdtemp(join(tmpdir(), "smart-rental-camera-"));
    const cameraFile = join(directory, "label.mjpeg");
    await Bun.write(cameraFile, await filmOf(desk, label.svg));
    const browser = await launchBrowser({ cameraFile });
    try {
      const { page, context } = await newPage(browser, url, { device: "phone", position: inside(site.geofence) });
      await context.grantPermissions(["camera", "geolocation"]);
      await signInAs(page, OPERATOR);
      await page.goto("/scan");
      const sheet = sheetOf(page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.waitForLoadState("networkidle");
      await page.goto("/tasks");
      await page.getByRole("heading", { name: "Tasks", level: 1 }).waitFor();
      await page.goto("/scan");
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: "Overview" }).click();
      await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");

      await context.setOffline(true);
      const devtools = await context.newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      const start = performance.now();
      let taps = 0;
      await page.getByRole("link", { name: "Scan", exact: true }).tap();
      const send = sheet.getByRole("button", { name: "Send out", exact: true });
      await send.waitFor();
      const scanned = performance.now();
      await send.tap();
      taps++;
      await sheet.getByText(`${machine.humanId} goes out: stored`).waitFor();
      const stored = performance.now();
      console.info(
        `Offline, 4 times slower: label read and sheet open after ${Math.round(scanned - start)} ms, stored after ${Math.round(stored - start)} ms, ${taps} tap after the scan.`,
      );
      expect(stored - start).toBeLessThan(STORED_WITHIN_MS);
      expect(taps).toBeLessThanOrEqual(3);
    } finally {
      await browser.close();
      await rm(directory, { recursive: true, force: true });
    }
  }),
);
