/** A booking from the asking to the picking up: one record, whoever acts and from whichever screen. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Asset, EquipmentType } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Reservation, ReservationDetail } from "../server/domain/reservations/schema.ts";
import { newId, sharedApi, type Api } from "./api-client.ts";
import { freeMachines, giveBack, inside, jobsites } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { DEALER, OPERATOR, openScan, sheetOf, typeNumber } from "./scanning.ts";
import { SUPERVISOR } from "./screen-table.ts";

const dayAt = (days: number, timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(Date.now() + days * 86_400_000);

/** A jobsite of customer 1 where its operator works, and a machine that is free, of a type with most free ones. */
async function findThings(api: Api) {
  const { siteIds } = await api.me(OPERATOR);
  const site = (await jobsites(api, DEALER)).find(({ id }) => siteIds?.includes(id))!;
  const free = await freeMachines(api, DEALER);
  const byType = Map.groupBy(free, ({ type }) => type);
  const machines = [...byType.values()].toSorted((a, b) => b.length - a.length)[0]!;
  return { site, machine: machines[0]!, type: machines[0]!.type };
}

/** Chooses in the form for reserving, on whatever device. */
async function fillForm(page: Page, wanted: { type: EquipmentType; site: string; from: string; to: string }) {
  await page.getByLabel("Type", { exact: true }).selectOption(wanted.type);
  await page.getByLabel("Site").selectOption(wanted.site);
  const dealer = page.getByLabel("Dealer");
  if (await dealer.isVisible()) await dealer.selectOption({ index: 1 });
  await page.getByLabel("First day").fill(wanted.from);
  await page.getByLabel("Last day").fill(wanted.to);
}

/** Leaves nothing behind for the next journey. */
async function cleanUp(api: Api, reservation: Reservation | undefined, machine: Asset) {
  await giveBack(api, DEALER, machine.humanId);
  if (!reservation) return;
  const { state } = await api.get<ReservationDetail>(DEALER, `/reservations/${reservation.id}`);
  if (state === "REQUESTED" || state === "CONFIRMED")
    await api.post(DEALER, `/reservations/${reservation.id}/cancel`, { operationId: newId() });
}

journey(
  "a customer asks by type, the dealer confirms and gives a machine in the calendar, the operator picks it up: one record",
  async ({ open }) => {
    const api = await sharedApi();
    const { site, machine, type } = await findThings(api);
    const [today, last] = [dayAt(0, site.timeZone), dayAt(3, site.timeZone)];
    const purchase = `PO ${crypto.randomUUID().slice(0, 8)}`;
    let asked: Reservation | undefined;
    try {
      const supervisor = await open({ as: SUPERVISOR, device: "phone" });
      await supervisor.page.goto("/reservations/new");
      await fillForm(supervisor.page, { type, site: site.id, from: today, to: last });
      await supervisor.page.getByText(/\d+ (is|are) free/).waitFor();
      await supervisor.page.getByLabel("Purchase order").fill(purchase);
      await supervisor.page.getByRole("button", { name: "Send request" }).click();
      await supervisor.page.getByText("Requested", { exact: true }).first().waitFor();
      const found = await api.all<Reservation>(DEALER, "/reservations?state=REQUESTED");
      asked = found.find(({ poNumber }) => poNumber === purchase)!;
      expect(asked).toMatchObject({ type, quantity: 1, siteId: site.id, fromDay: today, toDay: last, allocated: 0 });

      // In the dealer's calendar the promise waits above the machines.
      const dealer = await open({ as: DEALER });
      await dealer.page.goto(`/calendar?type=${type}&q=${machine.humanId}`);
      const promise = dealer.page.getByRole("button", { name: new RegExp(`^To be given: 1 × .+${site.name}`) });
      await promise.first().click();
      const dialog = dealer.page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await dialog.getByRole("button", { name: "Give a machine" }).click();
      const choose = dealer.page.getByRole("dialog").filter({ has: dealer.page.getByRole("radio") });
      await choose.getByText(machine.humanId).click();
      await choose.getByRole("button", { name: "Give it" }).click();
      await dealer.page.getByRole("button", { name: new RegExp(`^Reserved: ${machine.humanId}`) }).waitFor();
      const given = await api.get<ReservationDetail>(DEALER, `/reservations/${asked.id}`);
      expect(given).toMatchObject({ state: "CONFIRMED", allocated: 1, humanIds: [machine.humanId] });
      const [unit] = given.units;

      const operator = await open({ as: OPERATOR, device: "phone", position: inside(site.geofence) });
      await openScan(operator.page);
      await typeNumber(operator.page, machine.humanId);
      const sheet = sheetOf(operator.page, machine);
      await sheet.getByText(`You are at ${site.name}`).waitFor();
      await sheet.getByRole("button", { name: "Send out", exact: true }).click();
      await sheet.getByText(`${machine.humanId} is sent out`).waitFor();

      const rentals = await api.all<Rental>(DEALER, `/rentals?humanId=${machine.humanId}`);
      expect(rentals.filter(({ state }) => state === "ON_RENT" || state === "RESERVED")).toMatchObject([
        { id: unit!.rentalId, state: "ON_RENT", firstDueAt: unit!.dueAt, poNumber: purchase },
      ]);
      // The supervisor's screen has followed by itself.
      await supervisor.page.getByText("Picked up", { exact: true }).first().waitFor({ timeout: 20_000 });
    } finally {
      await cleanUp(api, asked, machine);
    }
  },
);

journey(
  "in the calendar a booking is moved by dragging and by keys, and not onto days that are taken",
  async ({ open }) => {
    const api = await sharedApi();
    const { site, machine } = await findThings(api);
    // A week that lies wholly ahead, so that the present day does not matter.
    const monday = nextMonday(site.timeZone);
    const days = (at: number) => addDays(monday, at);
    const body = (from: number, to: number) => ({
      operationId: newId(),
      humanId: machine.humanId,
      siteId: site.id,
      from: days(from),
      to: days(to),
    });
    const made = await api.post<ReservationDetail>(DEALER, "/reservations", body(0, 1));
    const other = await api.post<ReservationDetail>(DEALER, "/reservations", body(4, 5));
    const now = async () => {
      const { fromDay, toDay } = await api.get<ReservationDetail>(DEALER, `/reservations/${made.id}`);
      return [fromDay, toDay];
    };
    try {
      const { page } = await open({ as: DEALER });
      await page.goto(`/calendar?day=${monday}&q=${machine.humanId}`);
      const bars = page.getByRole("button", { name: new RegExp(`^Reserved: ${machine.humanId}`) });
      await bars.nth(1).waitFor();
      const bar = bars.first();
      const shows = (from: string, to: string) =>
        bar.and(page.locator(`[title*="${dayWord(from)}"][title*="${dayWord(to)}"]`)).waitFor();

      await bar.focus();
      await bar.press("ArrowRight");
      await page.getByText(/^To /).first().waitFor();
      await bar.press("Shift+ArrowRight");
      await bar.press("Enter");
      await page
        .getByText(/^Moved to /)
        .first()
        .waitFor();
      expect(await now()).toEqual([days(1), days(3)]);
      await shows(days(1), days(3));

      const box = (await bars.first().boundingBox())!;
      const dayPx = box.width / 3;
      const drag = async (by: number) => {
        const at = (await bars.first().boundingBox())!;
        await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
        await page.mouse.down();
        await page.mouse.move(at.x + at.width / 2 + by * dayPx, at.y + at.height / 2, { steps: 6 });
      };
      await drag(1);
      await page
        .getByText(/^Taken: /)
        .first()
        .waitFor();
      await page.mouse.up();
      expect(await now()).toEqual([days(1), days(3)]);

      await drag(-1);
      await page.mouse.up();
      await shows(days(0), days(2));
      expect(await now()).toEqual([days(0), days(2)]);

      // Days are chosen on the row by keys, and lead to the form.
      await page.goto(`/calendar?day=${addDays(monday, 7)}&q=${machine.humanId}`);
      const track = page.getByRole("button", { name: new RegExp(`^${machine.humanId}: days to reserve`) });
      await track.focus();
      await track.press("ArrowRight");
      await track.press("Shift+ArrowRight");
      await track.press("Enter");
      await page.waitForURL((url) => url.pathname === "/reservations/new" && url.searchParams.get("to") === days(8));
      expect(await page.getByLabel("Machine number").inputValue()).toBe(machine.humanId);
    } finally {
      await cleanUp(api, made, machine);
      await cleanUp(api, other, machine);
    }
  },
);

const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function nextMonday(timeZone: string): string {
  const today = dayAt(0, timeZone);
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  return addDays(today, 14 - weekday);
}

/** As the calendar writes a day in British English. */
const dayWord = (day: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" }).format(
    new Date(`${day}T00:00Z`),
  );
