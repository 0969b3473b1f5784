/** What the server refused: beside what was entered stands what is true now, of every kind of entry, and all of it can be corrected. */
import { expect } from "bun:test";
import type { BrowserContext, Page } from "playwright-core";
import type { Inspection } from "../server/domain/inspections/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Task } from "../server/domain/tasks/schema.ts";
import { newId } from "./api-client.ts";
import { checkOutOf } from "./api-world.ts";
import { accessibilityFaults } from "./harness/axe.ts";
import { journey } from "./harness/journey.ts";
import { DEALER, openScan, OPERATOR, withMachine } from "./scanning.ts";

const DISPATCH = "dispatch@dealer1.example";
const EXPECTED = [/net::ERR_(INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED)/, /status of 4\d\d/];

const cardOf = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title }) });
const truthOf = (page: Page) => cardOf(page, "What is true now");
const enteredOf = (page: Page) => cardOf(page, "What you entered");

/** The app is on the phone; then the signal goes. */
async function withoutSignal(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
}

/** The signal is back: the one entry that was refused is looked at. */
async function askedAbout(page: Page, context: BrowserContext, humanId: string): Promise<void> {
  await context.setOffline(false);
  await page.goto("/queue");
  await page
    .getByRole("listitem")
    .filter({ hasText: /Conflict|Refused/ })
    .getByRole("link", { name: humanId })
    .click();
  await page.getByRole("heading", { name: "Why it was not taken" }).waitFor();
}

async function discard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await page.getByText("Everything is sent").waitFor();
}

journey("a finished task is compared with what became of it, and its meter, fuel and ticks are corrected", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const rental = await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    const assigneeUserId = (await api.me(OPERATOR)).user.id;
    const taskOf = (title: string) =>
      api.post<Task>(DISPATCH, "/tasks", {
        operationId: newId(),
        kind: "PICK_UP",
        rentalId: rental.id,
        title,
        assigneeUserId,
      });
    const wrong = await taskOf(`Fetch it, ${newId().slice(0, 8)}`);
    const { page, context } = await open({ as: OPERATOR, device: "phone", expected: EXPECTED });
    await page.goto(`/tasks/${wrong.id}`);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByLabel("Hour meter").fill("1");
    await page.getByLabel("Fuel").fill("40");
    await page.getByText("The machine is clean").click();
    await page.getByRole("button", { name: "Mark as done" }).press("Enter");
    await page.getByRole("alert").first().waitFor();

    await askedAbout(page, context, machine.humanId);
    await truthOf(page).getByText("In work", { exact: true }).waitFor();
    await truthOf(page).getByText(wrong.title!).waitFor();
    await enteredOf(page).getByText("The machine is clean").waitFor();
    await enteredOf(page).getByText("40 L").waitFor();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    expect(await page.getByLabel("Fuel").inputValue()).toBe("40");
    expect(await page.getByLabel("The machine is clean").isChecked()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Service meter hours").fill(String(machine.hourMeter + 1));
    await page.getByLabel("Fuel").fill("");
    await page.getByLabel("Attachments and keys are complete").check();
    await page.getByRole("button", { name: "Send changed" }).click();
    await page.getByText("Everything is sent").waitFor();
    expect(await api.get<Task>(DISPATCH, `/tasks/${wrong.id}`)).toMatchObject({
      state: "DONE",
      answers: { engineHours: machine.hourMeter + 1, clean: true, complete: true },
    });

    // Another one is cancelled while the operator is on the way.
    const late = await taskOf(`Fetch the keys, ${newId().slice(0, 8)}`);
    await page.goto(`/tasks/${late.id}`);
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
    await withoutSignal(page, context);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByText("Stored on this device").first().waitFor();
    await api.post(DISPATCH, `/tasks/${late.id}/cancel`, { operationId: newId(), reason: "The keys were found" });
    await askedAbout(page, context, machine.humanId);
    await truthOf(page).getByText("The keys were found").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await discard(page);
  }),
);

journey(
  "an inspection is compared with the one that is there, and its answers, notes and marks are corrected",
  ({ open }) =>
    withMachine(async ({ api, machine, site }) => {
      const rental = await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
      const { page, context } = await open({ as: OPERATOR, device: "phone", expected: EXPECTED });
      await page.goto(`/rentals/${rental.id}/inspect/in`);
      const inspect = async (words: string, meter: string) => {
        const glass = page.locator("[data-checkpoint='glass']");
        await glass.getByLabel("Fault", { exact: true }).check();
        await glass.getByLabel("What is wrong").fill(words);
        const target = glass.getByRole("button", { name: /^Picture to mark/ });
        const box = (await target.boundingBox())!;
        await target.click({ position: { x: box.width * 0.25, y: box.height * 0.5 } });
        await glass.getByRole("button", { name: "Remove mark 1" }).waitFor();
        await page.getByRole("button", { name: "All others are OK" }).click();
        await page.getByLabel("Hour meter").fill(meter);
        await page.getByRole("button", { name: "Send the inspection" }).press("Enter");
      };
      await inspect("Cracked from corner to corner", "1");
      await page.getByRole("alert").first().waitFor();
      await askedAbout(page, context, machine.humanId);
      await truthOf(page).getByText("Not inspected").waitFor();
      await enteredOf(page).getByText("Cracked from corner to corner").waitFor();
      await enteredOf(page).getByText("Mark 1").waitFor();
      await page.getByRole("button", { name: "Change", exact: true }).click();
      const glass = page.locator("[data-checkpoint='glass']");
      await glass.getByLabel("What is wrong").fill("A scratch");
      await glass.getByRole("button", { name: "Remove mark 1" }).click();
      await glass.getByLabel("Looks only").check();
      const cab = page.locator("[data-checkpoint='cab']");
      await cab.getByLabel("Fault", { exact: true }).check();
      await cab.getByLabel("What is wrong").fill("The seat is torn");
      await page.getByLabel("Service meter hours").fill(String(machine.hourMeter + 1));
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "Send changed" }).click();
      await page.getByText("Everything is sent").waitFor();
      const [made] = await api.all<Inspection>(DEALER, `/inspections?rentalId=${rental.id}`);
      const { items } = await api.get<Inspection>(DEALER, `/inspections/${made!.id}`);
      const found = (key: string) => items.find((item) => item.key === key);
      expect(found("glass")).toMatchObject({ answer: "FAIL", severity: "MINOR", note: "A scratch", marks: [] });
      expect(found("cab")).toMatchObject({ answer: "FAIL", severity: "MAJOR", note: "The seat is torn" });

      // At the other step somebody else is quicker.
      await page.goto(`/rentals/${rental.id}/inspect/out`);
      await page.getByRole("button", { name: "All others are OK" }).waitFor();
      await withoutSignal(page, context);
      await inspect("Chipped", String(machine.hourMeter));
      await page.getByText("Stored on this device", { exact: true }).waitFor();
      await api.post(DEALER, "/inspections", {
        operationId: newId(),
        rentalId: rental.id,
        kind: "OUT",
        items: items.map(({ key }) =>
          key === "alarm" ? { key, answer: "FAIL", note: "The horn is mute" } : { key, answer: "OK" },
        ),
      });
      await askedAbout(page, context, machine.humanId);
      await truthOf(page).getByText("The horn is mute").waitFor();
      await enteredOf(page).getByText("Chipped").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await discard(page);
      for (const { id } of await api.all<{ id: string }>(DEALER, `/maintenance?rentalId=${rental.id}`))
        await api.post(DEALER, `/maintenance/${id}/complete`, {
          operationId: newId(),
          engineHours: machine.hourMeter + 2,
        });
    }),
);

journey("a machine that was fetched twice: the second is held beside the return that is there", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    const rental = await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    await api.post(DEALER, `/rentals/${rental.id}/call-off`, { operationId: newId() });
    const { page, context } = await open({ as: DISPATCH, device: "phone", expected: EXPECTED });
    await page.goto(`/rentals/${rental.id}`);
    await page.getByRole("button", { name: "Collected" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Meter").fill(String(machine.hourMeter + 1));
    await dialog.getByLabel("worn", { exact: true }).check();
    const yard = dialog.getByRole("combobox", { name: "Yard" });
    if (await yard.count()) await yard.selectOption({ index: 1 });
    await withoutSignal(page, context);
    await dialog.getByRole("button", { name: "Take it in" }).click();
    await page.getByText("Stored on this device").first().waitFor();
    const { humanId } = machine;
    const engineEnd = machine.hourMeter + 2;
    await api.post(DEALER, "/rentals/checkin", { operationId: newId(), humanId, engineEnd, notes: "Came by itself" });
    await askedAbout(page, context, humanId);
    await truthOf(page).getByText("Came by itself").waitFor();
    await enteredOf(page).getByText("worn", { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await discard(page);
  }),
);

journey(
  "a device that does not give out what is stored says so on every page, and a typed number is not lost",
  async ({ open }) => {
    const { page } = await open({ as: OPERATOR, device: "phone" });
    await openScan(page);
    const field = page.getByLabel("Machine number");
    await field.fill("EQX10");
    await page.getByRole("navigation", { name: "Quick navigation" }).getByRole("link").first().click();
    await page.waitForURL(({ pathname }) => pathname !== "/scan");
    expect(await page.getByRole("link", { name: /can not be read/ }).count()).toBe(0);
    await page.goBack();
    expect(await field.inputValue()).toBe("EQX10");

    await page.addInitScript(() => {
      const open = indexedDB.open.bind(indexedDB);
      indexedDB.open = (name: string, version?: number) => {
        if (name === "smart-rental-outbox") throw new DOMException("closed", "UnknownError");
        return open(name, version);
      };
    });
    await page.goto("/tasks");
    await page.getByRole("link", { name: "The queue on this device can not be read." }).click();
    await page.getByText("The queue can not be read", { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);
