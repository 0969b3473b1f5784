/** What is out meets what is promised: longer rentals, hand-outs over the counter, what travels, and the booking's part of the story. */
import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld, YARD_POINT, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { callOffInput, collectInput, extendInput, swapInput, transferInput } from "../../domain/rentals/life-schema.ts";
import { callOffRental } from "../rentals/call-off.ts";
import { collectRental } from "../rentals/collect.ts";
import { extendRental } from "../rentals/extend.ts";
import { getRentals } from "../rentals/read.ts";
import { rentalRecord } from "../rentals/record.ts";
import { swapRental } from "../rentals/swap.ts";
import { addSite } from "../rentals/testing.ts";
import { rentalTimeline } from "../rentals/timeline.ts";
import { transferRental } from "../rentals/transfer.ts";
import { attach } from "./attach.ts";
import { change } from "./change.ts";
import { as, book, codeOf, day, db, deps, operation, refusal, sendOut, setPolicy } from "./testing.ts";

async function stage(machines = 2) {
  const world = await mintWorld(db, { machines });
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  return { world, dispatch, supervisor, numbers: world.machines.map(({ humanId }) => humanId) };
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const now = () => ({ ...deps, now: new Date() });
const extend = (who: Claims, id: string, days: number) =>
  as(who, (tenant) => extendRental(tenant, now(), extendInput.parse({ ...operation(), id, dueAt: inDays(days) })));
const run = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
  as(hqActor, async ({ tx }) => (await tx.execute<T>(statement)).rows);
const serviceOn = (world: World, machine: number, on: string) =>
  run(sql`insert into maintenance (id, org_owner_id, dealer_id, equipment_id, service, due_at, planned_for, state)
    values (gen_random_uuid(), ${world.dealerId}, ${world.dealerId}, ${world.machines[machine]!.id}, '250 h', now(), ${`${on}T06:00:00Z`}::timestamptz, 'PLANNED')`);

describe("a machine that is kept longer", () => {
  test("by a customer takes none from a promise by type: it asks; the dealer may, and is told", async () => {
    const { world, dispatch, supervisor, numbers } = await stage();
    const { id } = await sendOut(dispatch, world, numbers[0]!);
    await book(dispatch, world, { type: "EXCAVATOR", quantity: 2, from: day(4), to: day(6) });
    // Until the promise begins nothing is taken.
    expect((await extend(supervisor, id, 2.5)).outcome).toBe("EXTENDED");
    const asked = await extend(supervisor, id, 4.9);
    expect(asked).toMatchObject({ outcome: "REQUESTED", promisesShort: 0 });
    expect(Date.parse(asked.rental.dueAt)).toBeLessThan(Date.parse(inDays(3)));
    expect(await extend(dispatch, id, 4.9)).toMatchObject({ outcome: "EXTENDED", promisesShort: 1 });
  });

  test("that leaves every promise a machine needs no answer", async () => {
    const { world, dispatch, supervisor, numbers } = await stage();
    const { id } = await sendOut(dispatch, world, numbers[0]!);
    await book(dispatch, world, { type: "EXCAVATOR", quantity: 1, from: day(4), to: day(6) });
    expect(await extend(supervisor, id, 4.9)).toMatchObject({ outcome: "EXTENDED", promisesShort: 0 });
  });

  test("keeps clear of the hours before a booking and of a planned service", async () => {
    const { world, dispatch, numbers } = await stage();
    const { id } = await sendOut(dispatch, world, numbers[0]!);
    await book(dispatch, world, { humanId: numbers[0]!, from: day(9), to: day(10) });
    await setPolicy(world, { bufferBeforeH: 48 });
    expect(await codeOf(extend(dispatch, id, 8))).toBe("reservation.overlap");
    await serviceOn(world, 0, day(5));
    const refused = await refusal(extend(dispatch, id, 6));
    expect(refused.details).toMatchObject({ reservedFrom: `${day(5)}T06:00:00.000Z` });
    expect((await extend(dispatch, id, 3)).outcome).toBe("EXTENDED");
  });
});

describe("handing out over the counter", () => {
  test("a customer keeps clear of buffers and services, a dealer is told of them in the story", async () => {
    const { world, dispatch, numbers } = await stage();
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    await setPolicy(world, { selfService: true, bufferBeforeH: 72 });
    await book(dispatch, world, { humanId: numbers[0]!, from: day(4), to: day(5) });
    await serviceOn(world, 1, day(1));
    expect(await codeOf(sendOut(operator, world, numbers[0]!))).toBe("reservation.overlap");
    expect(await codeOf(sendOut(operator, world, numbers[1]!))).toBe("reservation.overlap");
    for (const [machine, against] of [
      [0, "BUFFER"],
      [1, "WORKSHOP"],
    ] as const) {
      const { id } = await sendOut(dispatch, world, numbers[machine]!);
      const { items } = await as(dispatch, (tenant) => rentalTimeline(tenant, { id, limit: 10 }));
      expect(items.find(({ type }) => type === "rental.checked_out")?.data).toMatchObject({ against: [against] });
    }
  });
});

describe("a booking becomes a rental", () => {
  test("its steps are part of the story, its first due date is kept, and nobody has to bring it any more", async () => {
    const { world, dispatch, supervisor, numbers } = await stage();
    const made = await book(dispatch, world, { humanId: numbers[0]!, from: day(0), to: day(3) });
    const first = made.units[0]!.dueAt;
    await as(dispatch, (tenant) =>
      change(tenant, new Date(), { ...operation(), id: made.id, from: day(0), to: day(5) }),
    );
    const { id } = await sendOut(dispatch, world, numbers[0]!);
    const record = await as(supervisor, (tenant) => rentalRecord(tenant, id, new Date()));
    expect(record).toMatchObject({ reservationId: made.id, firstDueAt: first });
    const story = await as(supervisor, (tenant) => rentalTimeline(tenant, { id, limit: 50 }));
    expect(story.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["reservation.reserved", "reservation.changed", "rental.checked_out"]),
    );
    const tasks = await run<{ state: string }>(
      sql`select state from tasks where rental_id = ${id} and kind = 'TRANSPORT'`,
    );
    expect(tasks.map(({ state }) => state)).toEqual(["DONE"]);
  });
});

describe("what travels", () => {
  test("goes every step of its host, with a story and a price of its own, and comes back with it", async () => {
    const { world, dispatch, numbers } = await stage(2);
    const [host, hammer] = numbers as [string, string];
    await run(sql`insert into rates (id, org_owner_id, dealer_id, type, currency, day_minor, week_minor, cycle_minor, hours_per_day, hours_per_week, hours_per_cycle, excess_hour_minor, valid_from)
      values (gen_random_uuid(), ${world.dealerId}, ${world.dealerId}, 'EXCAVATOR', 'EUR', 100, 500, 1500, 8, 40, 160, 10, '2020-01-01')`);
    await as(dispatch, (tenant) => attach(tenant, { ...operation(), humanId: host, attachments: [hammer] }));
    const made = await book(dispatch, world, { humanId: host, from: day(0), to: day(3) });
    await sendOut(dispatch, world, host);
    const [id, along] = [host, hammer].map(
      (humanId) => made.units.find((unit) => unit.humanId === humanId)!.rentalId,
    ) as [string, string];
    const both = () => as(dispatch, (tenant) => getRentals(tenant, [id, along]));
    const story = async () =>
      (await as(dispatch, (tenant) => rentalTimeline(tenant, { id: along, limit: 50 }))).items
        .map(({ type }) => type)
        .filter((type) => type.startsWith("rental."))
        .toReversed();
    expect((await as(dispatch, (tenant) => rentalRecord(tenant, along, new Date()))).rate?.dayMinor).toBe(100);

    await extend(dispatch, id, 6);
    const siteId = await addSite(db, world);
    const dealer = await world.member(world.dealerId, "DEALER_DISPATCH");
    await as(dealer, (tenant) => transferRental(tenant, now(), transferInput.parse({ ...operation(), id, siteId })));
    const [moved, movedAlong] = await both();
    expect(movedAlong).toMatchObject({ siteId, dueAt: moved!.dueAt });
    await as(dealer, (tenant) => callOffRental(tenant, now(), callOffInput.parse({ ...operation(), id })));
    expect((await both()).map(({ state }) => state)).toEqual(["PICK_UP_READY", "PICK_UP_READY"]);
    const pickUps = await run(
      sql`select rental_id from tasks where rental_id = any(${`{${id},${along}}`}::uuid[]) and kind = 'PICK_UP'`,
    );
    expect(pickUps).toEqual([{ rental_id: id }]);
    const input = collectInput.parse({ ...operation(), id, engineEnd: 102, position: { ...YARD_POINT, accuracyM: 5 } });
    await as(dealer, (tenant) => collectRental(tenant, now(), input));
    expect((await both()).map(({ state }) => state)).toEqual(["RETURNED", "RETURNED"]);
    expect(await story()).toEqual([
      "rental.checked_out",
      "rental.extended",
      "rental.transferred",
      "rental.called_off",
      "rental.collected",
    ]);
  });

  test("stays at work when its host is swapped", async () => {
    const { world, dispatch, numbers } = await stage(3);
    const [host, hammer, other] = numbers as [string, string, string];
    await as(dispatch, (tenant) => attach(tenant, { ...operation(), humanId: host, attachments: [hammer] }));
    await book(dispatch, world, { humanId: host, from: day(0), to: day(3) });
    const { id } = await sendOut(dispatch, world, host);
    const input = { ...operation(), id, humanId: other, engineStart: 101, engineEnd: 102, oldGoes: "RETURNED" };
    const { rental } = await as(dispatch, (tenant) => swapRental(tenant, now(), swapInput.parse(input)));
    expect(await run(sql`select state, host_rental_id from rentals where human_id = ${hammer}`)).toEqual([
      { state: "ON_RENT", host_rental_id: rental.id },
    ]);
  });
});
