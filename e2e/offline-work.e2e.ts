/** A day without signal: what is done in the yard is kept on the phone, over a closed page, and arrives once. */
import { expect } from "bun:test";
import type { BrowserContext, Page } from "playwright-core";
import type { Dispute } from "../server/domain/inspections/dispute.ts";
import type { AssetDetail } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Task } from "../server/domain/tasks/schema.ts";
import { qrSvg } from "../server/features/assets/labels.ts";
import { checkOutOf, type LedgerEvent } from "./api-world.ts";
import { journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { DEALER, OPERATOR, withMachine } from "./scanning.ts";

const DISPATCH = "dispatch@dealer1.example";
const CUT_OFF = /net::ERR_(INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED)/;
const STORED = "Stored on this device. It goes out when there is signal.";

/** The app is on the phone, as after the first visit. */
async function installed(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
}

/** As somebody who puts the phone away and takes it out again where there is signal. */
async function reopened(context: BrowserContext, path: string): Promise<Page> {
  for (const page of context.pages()) await page.close();
  await context.setOffline(false);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function eventually<T>(read: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await read();
    if (is(value) || tries > 60) return value;
    await Bun.sleep(250);
  }
}

journey("an operator does a task and an inspection without signal; the page is closed; both arrive once", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const rental = await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    const title = `Fetch it by the gate ${crypto.randomUUID().slice(0, 8)}`;
    const task = await api.post<Task>(DISPATCH, "/tasks", {
      operationId: crypto.randomUUID(),
      kind: "PICK_UP",
      rentalId: rental.id,
      title,
      assigneeUserId: (await api.me(OPERATOR)).user.id,
    });
    const { page, context } = await open({ as: OPERATOR, device: "phone", expected: [CUT_OFF] });
    const brought = page.waitForResponse((response) => response.url().includes("inspections.form"));
    await page.goto("/tasks");
    await page.getByRole("link", { name: title }).waitFor();
    await brought;
    await installed(page);
    await page.getByRole("link", { name: title }).waitFor();
    await page.waitForLoadState("networkidle");
    const taken = await photoOf(page, await qrSvg("loaded"));
    const broken = await photoOf(page, await qrSvg("the windscreen"));

    await context.setOffline(true);
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("heading", { name: "How did it go?" }).waitFor();
    await page.getByText(STORED).first().waitFor();
    await page.getByLabel("Choose a file").setInputFiles(taken);
    await page.getByText("On this device", { exact: true }).waitFor();
    await page.getByLabel("Hour meter").fill(String(machine.hourMeter + 1));
    // The message at the lower edge of a small screen may lie over what is there.
    await page.getByRole("button", { name: "Mark as done" }).press("Enter");
    await page.waitForURL("**/tasks");
    const card = page.getByRole("listitem").filter({ hasText: title });
    await card.getByText("Waits for signal").waitFor();
    await card.getByText("Done", { exact: true }).waitFor();

    await page.getByRole("link", { name: title }).press("Enter");
    await page.getByRole("link", { name: "Inspection at take-back" }).click();
    const glass = page.locator("[data-checkpoint='glass']");
    await glass.getByLabel("Fault", { exact: true }).check();
    await glass.getByLabel("What is wrong").fill("Cracked from corner to corner");
    await glass.getByLabel("Choose a file").setInputFiles(broken);
    await glass.getByText("On this device", { exact: true }).waitFor();
    const target = glass.getByRole("button", { name: /^Picture to mark/ });
    const box = (await target.boundingBox())!;
    await target.click({ position: { x: box.width * 0.25, y: box.height * 0.5 } });
    await glass.getByRole("button", { name: "Remove mark 1" }).waitFor();
    // Long enough for the phone to have written it down.
    await Bun.sleep(1000);

    const again = await reopened(context, `/rentals/${rental.id}/inspect/in`);
    await again.getByText("What you had entered is here again.").waitFor();
    const row = again.locator("[data-checkpoint='glass']");
    await row.getByRole("button", { name: "Remove mark 1" }).waitFor();
    expect(await row.getByLabel("What is wrong").inputValue()).toBe("Cracked from corner to corner");
    await context.setOffline(true);
    await again.getByRole("button", { name: "All others are OK" }).click();
    await again.getByRole("button", { name: "Sign now" }).click();
    await again.getByLabel("Name of the receiver").fill("Grace Hopper");
    await again.getByLabel("I can not draw").check();
    await again.getByRole("button", { name: "Send the inspection" }).press("Enter");
    await again.getByText("Stored on this device", { exact: true }).waitFor();

    await reopened(context, "/tasks");
    const pack = await eventually(
      () => api.get<Dispute>(DEALER, `/rentals/${rental.id}/dispute`),
      ({ inspections }) => inspections.in !== null,
    );
    const item = pack.inspections.in!.items.find(({ key }) => key === "glass");
    expect(item).toMatchObject({ answer: "FAIL", note: "Cracked from corner to corner" });
    expect(item!.marks).toMatchObject([{ mediaId: item!.photos[0], x: expect.closeTo(0.25, 1) }]);
    expect(pack.tickets.in).toMatchObject({ receiver: { name: "Grace Hopper" } });
    expect(pack.workOrders).toHaveLength(1);
    const done = await api.get<Task>(DISPATCH, `/tasks/${task.id}`);
    expect(done).toMatchObject({ state: "DONE", answers: { engineHours: machine.hourMeter + 1 } });
    expect(done.photos).toHaveLength(1);
    expect(Date.parse(done.startedAt!)).toBeLessThan(Date.parse(done.doneAt!));
    const events = await api.all<LedgerEvent>(DEALER, `/events?humanId=${machine.humanId}`, 50);
    const told = events
      .map(({ record }) => JSON.parse(record).event as { type: string; data: { taskId?: string; rentalId?: string } })
      .filter(({ type, data }) => data.taskId === task.id || type === "inspection.submitted")
      .map(({ type }) => type);
    expect(told.filter((type) => type === "task.done")).toHaveLength(1);
    expect(told.filter((type) => type === "task.started")).toHaveLength(1);
    await api.post(DEALER, `/maintenance/${pack.workOrders[0]!.id}/complete`, {
      operationId: crypto.randomUUID(),
      engineHours: machine.hourMeter + 2,
    });
  }),
);

journey("hours and a note are entered at the machine without signal, and count once there is some", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    // A meter that runs ahead of the clock is set aside.
    const read = Math.round((machine.hourMeter + 0.2) * 10) / 10;
    const logged = () => api.all<LedgerEvent>(DEALER, `/events?humanId=${machine.humanId}&type=usage.logged`, 100);
    const before = (await logged()).length;
    const words = `Left track squeaks, ${crypto.randomUUID().slice(0, 8)}`;
    const { page, context } = await open({ as: OPERATOR, device: "phone", expected: [CUT_OFF] });
    await page.goto(`/fleet/${machine.humanId}`);
    await page.getByRole("button", { name: "Log hours" }).waitFor();
    await installed(page);
    await page.getByRole("button", { name: "Log hours" }).waitFor();

    await context.setOffline(true);
    await page.getByRole("button", { name: "Log hours" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Engine hours").fill("4.5");
    await dialog.getByLabel("Of these idle").fill("5");
    await dialog.getByRole("button", { name: "Log hours" }).click();
    await dialog.getByText("Not more than the engine hours").waitFor();
    await dialog.getByLabel("Of these idle").fill("1");
    await dialog.getByLabel("Hour meter").fill(String(read));
    await dialog.getByRole("button", { name: "Log hours" }).click();
    await page.getByRole("status").filter({ hasText: STORED }).first().waitFor();
    await page.getByRole("button", { name: "Note", exact: true }).click();
    await dialog.getByLabel("What is to be known").fill(words);
    await dialog.getByRole("button", { name: "Save note" }).click();
    await dialog.waitFor({ state: "hidden" });

    const later = await reopened(context, `/fleet/${machine.humanId}`);
    await later.getByText(words).waitFor();
    await later.getByText("Hours logged").first().waitFor();
    const asset = await eventually(
      () => api.get<AssetDetail>(DEALER, `/assets/${machine.humanId}`),
      ({ hourMeter }) => hourMeter === read,
    );
    expect(asset.hourMeter).toBe(read);
    expect((await logged()).length).toBe(before + 1);
  }),
);
