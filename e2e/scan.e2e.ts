/** What is shown to the scan screen: numbers, labels, forged ones, and codes that are none of ours. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { qrSvg } from "../server/features/assets/labels.ts";
import { inside } from "./api-world.ts";
import { journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { OPERATOR, openScan, sheetOf, typeNumber, withMachine } from "./scanning.ts";

const REFUSALS = /status of 4\d\d/;

async function choosePhoto(page: Page, svg: string): Promise<void> {
  await page.getByLabel("Photo of a label").setInputFiles(await photoOf(page, svg));
}

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
