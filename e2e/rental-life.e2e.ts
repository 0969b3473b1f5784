/** One rental from its hand-over to its return, by the people of both sides on their own screens; it reads as one story. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { RentalRecord } from "../server/domain/rentals/record-schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import { localDay } from "../server/domain/rentals/zone-time.ts";
import { sharedApi } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites, later, yardOf } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";

const DISPATCH = "dispatch@dealer1.example";
const SUPERVISOR = "supervisor@customer1.example";

const DAY_MS = 86_400_000;
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600"/></svg>';

/** Takes a step from the record's page: by its own button or out of the menu. */
async function step(page: Page, name: string) {
  const main = page.getByRole("main");
  const more = main.getByRole("button", { name: "More", exact: true });
  await more.waitFor();
  const button = main.getByRole("button", { name, exact: true });
  if (await button.isVisible()) await button.click();
  else {
    await more.click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  }
  return page.getByRole("dialog");
}

const said = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor({ timeout: 20_000 });

journey(
  "a rental is extended, moved, replaced, called off and collected, and its record tells it all",
  async ({ open }) => {
    const api = await sharedApi();
    const free = await freeMachines(api, DISPATCH);
    const first = free.find(({ type }, at) => at > 4 && free.filter((other) => other.type === type).length > 3)!;
    const second = free.findLast(({ type, humanId }) => type === first.type && humanId !== first.humanId)!;
    const sites = (await jobsites(api, SUPERVISOR)).filter(({ timeZone }) => timeZone.startsWith("Europe/"));
    const [from, to] = [sites[0]!, sites[1]!];
    const papers = { contractNumber: "C-4711", poNumber: "PO 99001" };
    const dueAt = later(10 * 24);
    const out = await api.post<Rental>(DISPATCH, "/rentals/checkout", checkOutOf(first, from, { ...papers, dueAt }));
    const recordOf = (id: string) => api.get<RentalRecord>(DISPATCH, `/rentals/${id}`);

    const customer = await open({ as: SUPERVISOR, device: "phone" });
    const dealer = await open({ as: DISPATCH });

    // The customer asks for two more weeks, which is more than it may take alone.
    await customer.page.goto(`/rentals/${out.id}`);
    const extend = await step(customer.page, "Extend");
    await extend.getByRole("radio", { name: "+1 week" }).check();
    await extend.getByRole("radio", { name: "Other" }).check();
    const until = extend.getByLabel("Due back");
    const inAWeek = Date.parse(`${await until.inputValue()}Z`);
    await until.fill(new Date(inAWeek + 7 * DAY_MS).toISOString().slice(0, 16));
    await extend.getByText("New due time").waitFor();
    await extend.getByText("Costs more").waitFor();
    await extend.getByLabel(/Why/).fill("Rain");
    await extend.getByRole("button", { name: "Ask to extend" }).click();
    await said(customer.page, /Asked: until/);

    // The dealer finds it among the requests and agrees.
    await dealer.page.goto("/rentals?tab=requests");
    const asked = dealer.page.getByRole("listitem").filter({ hasText: first.humanId });
    await asked.getByText("“Rain”").waitFor();
    await asked.getByRole("button", { name: "Approve" }).click();
    await dealer.page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await dealer.page.getByRole("dialog").waitFor({ state: "detached" });
    await said(dealer.page, /^Approved/);
    await asked.waitFor({ state: "detached" });
    const extended = await recordOf(out.id);
    expect(Math.round((Date.parse(extended.dueAt) - Date.parse(out.dueAt)) / DAY_MS)).toBe(14);

    // The customer moves it to another site.
    await customer.page.reload();
    const move = await step(customer.page, "Move to another site");
    await move.getByLabel("To site").selectOption({ value: to.id });
    await move.getByRole("button", { name: "Move", exact: true }).click();
    await said(customer.page, `Moved to ${to.name}`);

    // The dealer puts another machine in its place; the browser goes on to the new rental.
    await dealer.page.goto(`/rentals/${out.id}`);
    const swap = await step(dealer.page, "Replace the machine");
    await swap.getByLabel("Replacement", { exact: true }).selectOption({ value: second.humanId });
    await swap.getByLabel(/Why/).fill("Leaks oil");
    await swap.getByRole("button", { name: "Replace", exact: true }).click();
    await dealer.page.getByRole("heading", { level: 1, name: second.humanId }).waitFor();
    const old = await recordOf(out.id);
    const newId = old.replacedBy!.id;

    // The customer calls it off for a day, and says that it stands ready.
    await customer.page.goto(`/rentals/${newId}`);
    const callOff = await step(customer.page, "Call off");
    await callOff.getByRole("radio", { name: "On a day" }).check();
    await callOff.getByRole("button", { name: "Call off" }).click();
    await said(customer.page, /Called off, last day/);
    await customer.page.reload();
    const ready = await step(customer.page, "Ready for pick-up");
    await ready.getByLabel(/Where it stands/).fill("At the gate");
    await ready.getByRole("button", { name: "Ready for pick-up" }).click();
    await said(customer.page, "Marked ready for pick-up");

    // The dealer takes it in at the yard, with a photograph.
    await dealer.page.reload();
    const collect = await step(dealer.page, "Collected");
    await collect.getByLabel("Meter", { exact: true }).fill(String(second.hourMeter + 1));
    await collect.getByRole("radio", { name: "worn" }).check();
    await collect.locator("input[type=file]").setInputFiles(await photoOf(dealer.page, square));
    await collect.getByText("On this device", { exact: true }).waitFor();
    // A dealer with several yards is asked which.
    const yard = collect.getByLabel("Yard", { exact: true });
    if (await yard.isVisible()) await yard.selectOption({ index: 1 });
    await collect.getByRole("button", { name: "Take it in" }).click();
    await said(dealer.page, "Taken in, in time");

    // The record reads as one story, on the screen and in the chain; the first due time is as it was.
    const story = dealer.page.getByRole("list", { name: "What happened" });
    for (const words of [
      /Collected, taken in at/,
      "Ready for pick-up",
      "Called off",
      `Sent out in place of ${first.humanId}`,
    ])
      await story.getByText(words).first().waitFor();
    await story.getByText(/At the gate/).waitFor();
    const [before, after] = [await recordOf(out.id), await recordOf(newId)];
    expect(after).toMatchObject({
      state: "RETURNED",
      firstDueAt: out.firstDueAt,
      ...papers,
      lateDays: 0,
      condition: { overall: "WORN" },
      replaces: { id: out.id },
    });
    expect(after.photos).toHaveLength(1);
    expect(before).toMatchObject({ state: "PICK_UP_READY", firstDueAt: out.firstDueAt, dueAt: expect.any(String) });
    expect(before.stays.map(({ siteId }) => siteId)).toEqual([from.id, to.id]);
    const typesOf = async (id: string) =>
      (await api.all<{ type: string }>(DISPATCH, `/rentals/${id}/timeline`))
        .map(({ type }) => type)
        .filter((type) => type.startsWith("rental."))
        .toReversed();
    expect([...(await typesOf(out.id)), ...(await typesOf(newId))]).toEqual([
      "rental.checked_out",
      "rental.extension_requested",
      "rental.extended",
      "rental.transferred",
      "rental.swapped_out",
      "rental.swapped_in",
      "rental.called_off",
      "rental.pick_up_ready",
      "rental.collected",
    ]);

    // Both machines are left free for the next journey.
    await api.post(DISPATCH, `/rentals/${out.id}/collect`, {
      operationId: Bun.randomUUIDv7(),
      engineEnd: first.hourMeter + 1,
      yardId: (await yardOf(api, DISPATCH)).id,
    });
    for (const { humanId } of [first, second])
      await api.post(DISPATCH, `/assets/${humanId}/status`, { operationId: Bun.randomUUIDv7(), status: "AVAILABLE" });
  },
);

journey(
  "a swap that another booking stands against says which, and several are called off for a day to come",
  async ({ open }) => {
    const api = await sharedApi();
    const free = await freeMachines(api, DISPATCH);
    const other = (machine: Asset) =>
      free.find(({ humanId, type }) => type === machine.type && humanId !== machine.humanId);
    const first = free.find(other)!;
    const second = other(first)!;
    const site = (await jobsites(api, DISPATCH))[0]!;
    const rental = await api.post<Rental>(DISPATCH, "/rentals/checkout", checkOutOf(first, site));
    const dayAt = (days: number) => localDay(new Date(Date.now() + days * DAY_MS), site.timeZone);
    const booking = await api.post<{ id: string }>(DISPATCH, "/reservations", {
      operationId: Bun.randomUUIDv7(),
      siteId: site.id,
      humanId: second.humanId,
      from: dayAt(1),
      to: dayAt(2),
    });
    const { page } = await open({ as: DISPATCH, expected: [/status of 409/] });
    await page.goto(`/rentals/${rental.id}`);
    const swap = await step(page, "Replace the machine");
    await swap.getByLabel("Replacement", { exact: true }).selectOption({ value: second.humanId });
    await swap.getByRole("button", { name: "Replace", exact: true }).click();
    await swap.getByText(`${second.humanId} is not free in these days`).waitFor();
    await swap.getByText(/^Reserved/).waitFor();

    await page.goto("/rentals");
    await page.getByRole("checkbox", { name: `Choose ${first.humanId}` }).check();
    await page.getByRole("region", { name: "Chosen rentals" }).getByRole("button", { name: "Call off" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("On a day").check();
    const day = dialog.getByLabel("Last day of rent");
    expect(await day.inputValue()).toBe(dayAt(0));
    await day.fill(dayAt(1));
    await dialog.getByRole("button", { name: "Call off", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await api.get<Rental>(DISPATCH, `/rentals/${rental.id}`)).toMatchObject({
      state: "ON_RENT",
      callOffDay: dayAt(1),
    });

    await api.post(DISPATCH, `/reservations/${booking.id}/cancel`, { operationId: Bun.randomUUIDv7() });
    await giveBack(api, DISPATCH, first.humanId);
  },
);
