/** The main job in a real browser: an operator scans a label by camera, sends the machine out, takes it back, and the chain holds. */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./harness/browser.ts";
import { newPage, signInAs } from "./harness/page.ts";
import { sharedServer } from "./harness/server.ts";
import { filmOf } from "./pictures.ts";

const WITHIN_MS = 240_000;
const MOST_TAPS_AFTER_SCAN = 3;

type Asset = { humanId: string; hourMeter: number };
type Site = { id: string; name: string; geofence: { coordinates: [number, number][][] } };

/** One procedure's answer, as the page's person. */
async function ask<T>(page: Page, path: string, input: object): Promise<T> {
  const answer = await page
    .context()
    .request.get(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

const middleOf = ({ geofence }: Site) => {
  const ring = geofence.coordinates[0]!.slice(0, -1);
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  return { lat: mean(1), lon: mean(0), accuracyM: 6 };
};

test(
  "scan, send out, seen on rent elsewhere without reload, take back, chain verified",
  async () => {
    const { url } = await sharedServer();
    const folder = await mkdtemp(join(tmpdir(), "smart-rental-label-"));
    const cameraFile = join(folder, "label.mjpeg");
    const desk = await launchBrowser();
    let phone: Browser | undefined;
    try {
      const dealer = await newPage(desk, url);
      await signInAs(dealer.page, "admin@dealer1.example");
      await dealer.page.goto("/sign-in");
      const { items: machines } = await ask<{ items: Asset[] }>(dealer.page, "assets.list", {
        status: "AVAILABLE",
        limit: 40,
      });
      const machine = machines.at(-1)!;
      const { items: labels } = await ask<{ items: { svg: string }[] }>(dealer.page, "assets.labels", {
        humanIds: [machine.humanId],
      });
      await Bun.write(cameraFile, await filmOf(dealer.page, labels[0]!.svg));

      const supervisor = await newPage(desk, url);
      await signInAs(supervisor.page, "supervisor@customer1.example");
      await supervisor.page.goto("/fleet");
      await supervisor.page.getByRole("heading", { name: "Fleet" }).waitFor();
      await supervisor.page.getByText("Live", { exact: true }).waitFor();

      phone = await launchBrowser({ cameraFile });
      const scout = await newPage(phone, url, { device: "phone" });
      await signInAs(scout.page, "operator@customer1.example");
      const { items: sites } = await ask<{ items: Site[] }>(scout.page, "sites.list", { kind: "JOBSITE" });
      await scout.context.close();
      const site = sites[0]!;

      const operator = await newPage(phone, url, { device: "phone", position: middleOf(site) });
      const { page } = operator;
      await signInAs(page, "operator@customer1.example");
      await page.goto("/scan");
      const sheet = page.getByRole("dialog");
      await sheet.getByText(machine.humanId).first().waitFor({ timeout: 60_000 });
      let taps = 0;
      const tap = async (name: string | RegExp) => {
        taps++;
        await sheet.getByRole("button", { name }).last().click();
      };
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await tap("Send out");
      await sheet.getByText(`${machine.humanId} is sent out`).waitFor();
      expect(taps).toBeLessThanOrEqual(MOST_TAPS_AFTER_SCAN);

      // Another person's screen changes by itself.
      await supervisor.page.getByText(machine.humanId).first().waitFor({ timeout: 20_000 });
      expect(
        await ask<Asset & { status: string }>(supervisor.page, "assets.get", { humanId: machine.humanId }),
      ).toMatchObject({ status: "ON_RENT" });

      await page.goto(`/scan?humanId=${machine.humanId}`);
      await sheet.getByRole("button", { name: "Take back" }).waitFor();
      await tap("Take back");
      await sheet.getByText(`${machine.humanId} is back`).waitFor();
      await supervisor.page.getByText(machine.humanId).first().waitFor({ state: "hidden", timeout: 20_000 });

      await dealer.page.goto("/ledger");
      await dealer.page.getByRole("button", { name: "Verify the chain" }).click();
      await dealer.page
        .getByText(/whole|intact|unbroken/i)
        .first()
        .waitFor();
      const chain = await ask<{ ok: boolean; checked: number }>(dealer.page, "ledger.verify", {});
      expect(chain.ok).toBe(true);
      const { items: events } = await ask<{ items: { type: string }[] }>(dealer.page, "ledger.list", {
        humanId: machine.humanId,
        limit: 3,
      });
      expect(events.map(({ type }) => type)).toEqual(["task.created", "rental.checked_in", "rental.checked_out"]);

      expect([...dealer.problems, ...supervisor.problems, ...operator.problems]).toEqual([]);
    } finally {
      await phone?.close();
      await desk.close();
      await rm(folder, { recursive: true });
    }
  },
  WITHIN_MS,
);
