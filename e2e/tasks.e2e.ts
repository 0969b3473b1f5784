/** A pick-up from the dispatcher's desk to the operator's phone and back. */
import { expect } from "bun:test";
import type { Rental } from "../server/domain/rentals/schema.ts";
import { qrSvg } from "../server/features/assets/labels.ts";
import type { Task } from "../server/domain/tasks/schema.ts";
import { checkOutOf } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { DEALER, OPERATOR, withMachine } from "./scanning.ts";

const DISPATCH = "dispatch@dealer1.example";

journey("dispatch makes a pick-up, gives it to the operator, who does it on a phone with a photo", ({ open }) =>
  withMachine(async ({ api, machine, site }) => {
    await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));
    const title = `Fetch it by the north gate ${crypto.randomUUID().slice(0, 8)}`;

    const desk = await open({ as: DISPATCH });
    await desk.page.goto("/tasks");
    await desk.page.getByRole("button", { name: "New task" }).click();
    const dialog = desk.page.getByRole("dialog");
    await dialog.getByLabel("Pick-up").check();
    await dialog.getByLabel("Machine number").fill(machine.humanId);
    await dialog.getByLabel("In your own words").fill(title);
    await dialog.getByRole("button", { name: "Create" }).click();
    await desk.page.getByRole("heading", { level: 1, name: title }).waitFor();
    await desk.page.getByText(site.name).first().waitFor();

    const { name } = (await api.me(OPERATOR)).user;
    await desk.page.getByRole("button", { name: "Plan" }).click();
    const plan = desk.page.getByRole("dialog");
    await plan.getByLabel("Who does it").selectOption({ label: name });
    await plan.getByLabel("Day").fill("2031-05-06");
    await plan.getByLabel("From").fill("08:00");
    await plan.getByLabel("To", { exact: true }).fill("10:00");
    await plan.getByRole("button", { name: "Save" }).click();
    await desk.page.getByText("Assigned", { exact: true }).first().waitFor();

    const phone = await open({ as: OPERATOR, device: "phone" });
    await phone.page.goto("/tasks");
    await phone.page.getByRole("link", { name: title }).click();
    await phone.page.getByRole("button", { name: "Start" }).click();
    await phone.page.getByRole("heading", { name: "How did it go?" }).waitFor();
    await phone.page.getByLabel("Choose a file").setInputFiles(await photoOf(phone.page, await qrSvg("loaded")));
    await phone.page.getByText("On this device", { exact: true }).waitFor();
    await phone.page.getByLabel("Hour meter").fill(String(machine.hourMeter + 1));
    await phone.page.getByLabel("The machine is clean").check();
    await phone.page.getByRole("button", { name: "Mark as done" }).click();
    await phone.page.waitForURL("**/tasks");

    // The desk hears of it by itself.
    await desk.page.getByRole("heading", { name: "What was done" }).waitFor();
    const photo = desk.page.getByRole("img", { name: "Photo 1" });
    await photo.scrollIntoViewIfNeeded();
    await photo.waitFor();
    const done = (await api.all<Task>(DISPATCH, `/tasks?state=DONE&humanId=${machine.humanId}`)).find(
      (task) => task.title === title,
    );
    expect(done).toMatchObject({ state: "DONE", answers: { engineHours: machine.hourMeter + 1, clean: true } });
    expect(done!.photos).toHaveLength(1);
  }),
);

journey("a task is moved to another day with the keyboard alone, and one person in two places is shown", ({ open }) =>
  withMachine(async ({ api }) => {
    const { id: userId } = (await api.me(DISPATCH)).user;
    const make = async (title: string, from: string, to: string) => {
      const task = await api.post<Task>(DISPATCH, "/tasks", {
        operationId: crypto.randomUUID(),
        kind: "TRANSPORT",
        title,
        assigneeUserId: userId,
      });
      await api.post(DISPATCH, `/tasks/${task.id}/plan`, {
        operationId: crypto.randomUUID(),
        plannedFrom: from,
        plannedTo: to,
      });
      return task;
    };
    const mark = crypto.randomUUID().slice(0, 6);
    await make(`Low loader ${mark}`, "2031-06-03T07:00:00Z", "2031-06-03T09:00:00Z");
    const other = await make(`Roller ${mark}`, "2031-06-04T08:00:00Z", "2031-06-04T10:00:00Z");
    const { page } = await open({ as: DISPATCH });
    await page.goto("/tasks/calendar?week=2031-06-02");
    await page.getByRole("button", { name: `Move Roller ${mark}` }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Tue 3 Jun" }).waitFor();
    for (let tries = 0; tries < 8; tries++) {
      if (await page.evaluate(() => document.activeElement?.textContent?.includes("Tue"))) break;
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await page.getByText("1 conflict this week").waitFor();
    const moved = await api.get<Task>(DISPATCH, `/tasks/${other.id}`);
    expect(moved).toMatchObject({ plannedFrom: "2031-06-03T08:00:00.000Z", plannedTo: "2031-06-03T10:00:00.000Z" });
  }),
);
