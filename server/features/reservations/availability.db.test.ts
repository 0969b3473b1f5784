import { beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { availabilityInput } from "../../domain/reservations/schema.ts";
import { calendarInput } from "../../domain/reservations/calendar.ts";
import { startOfDay } from "../../domain/rentals/zone-time.ts";
import { availability } from "./availability.ts";
import { calendar } from "./calendar.ts";
import { as, book, codeOf, day, db, refusal, sendOut, setPolicy } from "./testing.ts";

let world: World;
let dispatch: Claims;
let supervisor: Claims;
let numbers: string[];
beforeEach(async () => {
  world = await mintWorld(db, { machines: 4 });
  dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  numbers = world.machines.map(({ humanId }) => humanId);
});

const search = (who: Claims, from: string, to: string, more: object = {}) =>
  as(who, (tenant) =>
    availability(
      tenant,
      new Date(),
      availabilityInput.parse({ from, to, type: "EXCAVATOR", siteId: world.jobsiteId, ...more }),
    ),
  );
const free = async (from: string, to: string) => (await search(dispatch, from, to)).types[0]?.free;
const run = (statement: ReturnType<typeof sql>) => as(hqActor, ({ tx }) => tx.execute(statement));

describe("a machine is not free", () => {
  test("on days for which it is reserved, and free the day after", async () => {
    await book(dispatch, world, { humanId: numbers[0]!, from: day(3), to: day(5) });
    expect(await free(day(5), day(6))).toBe(3);
    expect(await free(day(1), day(2))).toBe(4);
    expect(await free(day(6), day(9))).toBe(4);
    const found = await search(dispatch, day(5), day(6));
    expect(found.machines.map(({ humanId }) => humanId)).toEqual(numbers.slice(1));
    expect(found.types[0]).toMatchObject({ total: 4, promised: 0, short: 0 });
    expect(found.machines[0]!.distanceM).toBeGreaterThan(10_000);
  });

  test("within the hours kept before and after bookings, by dealer and by type", async () => {
    await book(dispatch, world, { humanId: numbers[0]!, from: day(10), to: day(12) });
    await setPolicy(world, { bufferBeforeH: 12, bufferAfterH: 12 });
    expect([await free(day(13), day(13)), await free(day(9), day(9)), await free(day(14), day(14))]).toEqual([3, 3, 4]);
    await setPolicy(world, {
      bufferBeforeH: 12,
      bufferAfterH: 12,
      typeBuffers: { EXCAVATOR: { beforeH: 0, afterH: 48 } },
    });
    expect([await free(day(14), day(14)), await free(day(15), day(15))]).toEqual([3, 4]);
    const refused = await refusal(book(dispatch, world, { humanId: numbers[0]!, from: day(14), to: day(14) }));
    expect(refused.details).toMatchObject({ conflicts: [{ kind: "BUFFER" }] });
    await setPolicy(world, { bufferBeforeH: 12, bufferAfterH: 12, typeBuffers: { DOZER: { beforeH: 0, afterH: 48 } } });
    expect(await free(day(14), day(14))).toBe(4);
  });

  test("while it is in the workshop or a service is planned", async () => {
    await run(sql`update equipment set status = 'MAINTENANCE' where human_id = ${numbers[0]!}`);
    await run(sql`update equipment set status = 'LOST' where human_id = ${numbers[1]!}`);
    await run(sql`insert into maintenance (id, org_owner_id, dealer_id, equipment_id, service, due_at, planned_for, state)
      values (gen_random_uuid(), ${world.dealerId}, ${world.dealerId}, ${world.machines[2]!.id}, '250 h', now(), ${`${day(5)}T06:00:00Z`}::timestamptz, 'PLANNED')`);
    expect([
      await free(day(4), day(4)),
      await free(day(5), day(5)),
      await free(day(6), day(6)),
      await free(day(7), day(7)),
    ]).toEqual([2, 1, 1, 2]);
    await setPolicy(world, { workshopH: 4 });
    expect(await free(day(6), day(6))).toBe(2);
    const refused = await refusal(book(dispatch, world, { humanId: numbers[2]!, from: day(5), to: day(5) }));
    expect(refused.details).toMatchObject({ conflicts: [{ kind: "WORKSHOP" }] });
    expect(await codeOf(book(dispatch, world, { humanId: numbers[0]! }))).toBe("reservation.overlap");
  });

  test("while it is overdue, however far ahead one looks; called off, it is free from tomorrow on", async () => {
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    await sendOut(admin, world, numbers[0]!);
    expect([await free(day(1), day(1)), await free(day(30), day(31))]).toEqual([3, 4]);
    await run(
      sql`update rentals set period = tstzrange(now() - interval '9 days', now() - interval '2 days'), due_at = now() - interval '2 days' where human_id = ${numbers[0]!}`,
    );
    expect([await free(day(0), day(0)), await free(day(30), day(31))]).toEqual([3, 3]);
    const refused = await refusal(book(dispatch, world, { humanId: numbers[0]!, from: day(30), to: day(31) }));
    expect(refused.details).toMatchObject({ conflicts: [{ kind: "OVERDUE", to: null }], nearest: [] });
    await run(sql`update rentals set state = 'PICK_UP_READY' where human_id = ${numbers[0]!}`);
    expect([await free(day(0), day(0)), await free(day(1), day(1))]).toEqual([3, 4]);
    expect((await book(dispatch, world, { humanId: numbers[0]!, from: day(30), to: day(31) })).state).toBe("CONFIRMED");
  });

  test("on its due day after the due hour, and within the grace: the calendar and the search wait for both to end", async () => {
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { id } = await sendOut(admin, world, numbers[0]!);
    const span = {
      from: new Date(Date.now() - 20 * 86_400_000).toISOString(),
      to: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const bar = async () =>
      (await as(dispatch, (tenant) => calendar(tenant, new Date(), calendarInput.parse(span)))).bars.find(
        ({ rentalId }) => rentalId === id,
      );
    // Its day ended at the site last midnight.
    await run(
      sql`update rentals set period = tstzrange(now() - interval '9 days', now() - interval '1 day'), due_at = now() - interval '1 day' where id = ${id}`,
    );
    expect(await bar()).toMatchObject({ kind: "OVERDUE", to: null });
    expect(await free(day(30), day(31))).toBe(3);
    await setPolicy(world, { graceMinutes: 1440 });
    expect(await bar()).toMatchObject({ kind: "ON_RENT", to: startOfDay(day(1), "Europe/Berlin").toISOString() });
    expect([await free(day(0), day(0)), await free(day(1), day(1)), await free(day(30), day(31))]).toEqual([3, 4, 4]);
    const refused = await refusal(book(dispatch, world, { humanId: numbers[0]!, from: day(0), to: day(0) }));
    expect(refused.details).toMatchObject({ conflicts: [{ kind: "ON_RENT" }] });
    await setPolicy(world, {});
    await run(
      sql`update rentals set call_off_day = ${day(-1)}, off_rent_at = now() - interval '1 hour' where id = ${id}`,
    );
    expect(await bar()).toMatchObject({ kind: "ON_RENT", to: expect.any(String) });
    expect(await free(day(30), day(31))).toBe(4);
  });

  test("when it is what a promise by type is kept with", async () => {
    await book(dispatch, world, { type: "EXCAVATOR", quantity: 3, from: day(2), to: day(4) });
    const found = await search(dispatch, day(4), day(8));
    expect(found.types[0]).toMatchObject({ free: 1, promised: 3, short: 0, total: 4 });
    // A machine that breaks down leaves the promises short of one.
    await run(
      sql`update equipment set status = 'MAINTENANCE' where human_id = any(${`{${numbers[0]!},${numbers[1]!}}`}::text[])`,
    );
    expect((await search(dispatch, day(4), day(8))).types[0]).toMatchObject({ free: 0, promised: 3, short: 1 });
  });
});

describe("customers", () => {
  test("see the counts that the dealer publishes, and neither machines nor bookings", async () => {
    await book(dispatch, world, { humanId: numbers[0]!, from: day(3), to: day(5) });
    expect(await search(supervisor, day(3), day(5))).toMatchObject({ types: [], machines: [] });
    await setPolicy(world, { publishCounts: true });
    const found = await search(supervisor, day(3), day(5));
    expect(found.machines).toEqual([]);
    expect(found.types).toMatchObject([
      { dealerId: world.dealerId, free: 3, total: null, promised: null, short: null },
    ]);
    const stranger = await mintWorld(db, { machines: 0 });
    const foreign = await stranger.member(stranger.customerId, "CUSTOMER_SUPERVISOR");
    expect((await search(foreign, day(3), day(5), { siteId: undefined, dealerId: world.dealerId })).types).toEqual([]);
    expect(await codeOf(search(foreign, day(3), day(5)))).toBe("not_found");
  });

  test("and dealers get the refusals of the period", async () => {
    expect(await codeOf(search(dispatch, day(3), day(2)))).toBe("reservation.ends_before_start");
    expect(await codeOf(search(dispatch, day(-3), day(2)))).toBe("reservation.in_past");
    expect(await codeOf(search(dispatch, day(3), day(900)))).toBe("reservation.too_far");
  });
});

test("days are the site's: one that has begun there may be reserved, and ends with its midnight", async () => {
  await run(sql`update sites set time_zone = 'Pacific/Auckland' where id = ${world.jobsiteId}`);
  const there = new Intl.DateTimeFormat("sv-SE", { timeZone: "Pacific/Auckland" });
  const today = there.format(Date.now());
  const found = await search(dispatch, today, today);
  expect(there.format(new Date(found.startsAt))).toBe(today);
  expect(there.format(new Date(Date.parse(found.endsAt) - 1))).toBe(today);
  expect(there.format(new Date(found.endsAt))).not.toBe(today);
  const made = await book(dispatch, world, { humanId: numbers[0]!, from: today, to: today });
  expect(made).toMatchObject({ fromDay: today, toDay: today });
});
