/** What journeys with the scan screen share. */
import type { Page } from "playwright-core";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { sharedApi, type Api } from "./api-client.ts";
import { freeMachines, giveBack, jobsites } from "./api-world.ts";

export const DEALER = "admin@dealer1.example";
export const OPERATOR = "operator@customer1.example";

type Label = { url: string; svg: string };
type Hand = { api: Api; machine: Asset; label: Label; site: Site };

/** A free machine of the dealer and a jobsite where the operator works. The machine is free again afterwards. */
export async function withMachine(walk: (hand: Hand) => Promise<void>): Promise<void> {
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

/** The sheet of a machine over the camera. */
export const sheetOf = (page: Page, { humanId }: Asset) =>
  page.getByRole("dialog").filter({ has: page.getByRole("heading", { name: humanId }) });

/** Types a machine's number as a person without a label does. */
export async function typeNumber(page: Page, text: string): Promise<void> {
  const field = page.getByLabel("Machine number");
  // In the first moment after a load the field may be put into the page anew, and what was just typed goes nowhere.
  for (let tries = 0; tries < 3 && (await field.inputValue()) !== text; tries++) await field.fill(text);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

/** Opens the scan screen and waits until the device knows the keys of genuine labels. */
export async function openScan(page: Page): Promise<void> {
  await page.goto("/scan");
  await page.waitForFunction(() => localStorage.getItem("smart-rental:label-keys") !== null);
}
