import { beforeAll, describe, expect, test } from "bun:test";
import pino from "pino";
import { testDatabase } from "../../../db/testing.ts";
import type { Database } from "../../../db/tenancy.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { hqActor, mintWorld, squareAround, YARD_POINT, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { localText } from "../../domain/rentals/zone-time.ts";
import { EventHub } from "../../realtime/hub.ts";
import { addSite, codeOf, inDays, op, refusal, rentalBench, sendOut, traces, type RentalBench } from "./testing.ts";

let db: Database;
let bench: RentalBench;
beforeAll(async () => {
  ({ db } = await testDatabase());
  bench = await rentalBench(db, new EventHub({ db, log: pino({ level: "silent" }) }));
});

type Stage = { world: World; dispatch: Claims; supervisor: Claims };
async function stage(options: { machines?: number } = {}): Promise<Stage> {
  const world = await mintWorld(db, options);
  return {
    world,
    dispatch: await world.member(world.dealerId, "DEALER_DISPATCH"),
    supervisor: await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
  };
}

/** A reservation of a machine of the world, for its customer, in so many days. */
async function reserve(world: World, machine: number, from: number, to: number) {
  const { id, humanId } = world.machines[machine]!;
  await db.withTenant(hqActor, ({ tx }) =>
    tx.insert(rentals).values({
      orgOwnerId: world.dealerId,
      dealerId: world.dealerId,
      customerId: world.customerId,
      siteId: world.jobsiteId,
      equipmentId: id,
      humanId,
      make: "Cat",
      model: "320",
      type: "EXCAVATOR",
      state: "RESERVED",
      period: { from: new Date(inDays(from)), to: new Date(inDays(to)) },
      dueAt: new Date(inDays(to)),
      firstDueAt: new Date(inDays(to)),
    }),
  );
}
const plus = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();

describe("a rental's whole life", () => {
  test("reads as one story, and the first due time is kept for ever", async () => {
    const { world, dispatch, supervisor } = await stage();
    const north = await addSite(db, world, { timeZone: "America/Denver" });
    const out = await sendOut(bench, world, dispatch, 0, 10, { contractNumber: "C-77", poNumber: "PO-1" });
    const { id } = out;

    const asked = await bench
      .as(supervisor)
      .rentals.extend({ ...op(), id, dueAt: plus(out.dueAt, 14), reason: "Rain" });
    expect(asked).toMatchObject({ outcome: "REQUESTED", rental: { dueAt: out.dueAt, asked: true } });
    const decided = await bench
      .as(dispatch)
      .rentals.decideRequest({ ...op(), id: asked.requestId!, decision: "approve", reason: "Fine" });
    expect(decided).toMatchObject({ state: "APPROVED", decidedByName: "Test Person", decisionReason: "Fine" });

    const moved = await bench.as(supervisor).rentals.transfer({ ...op(), id, siteId: north, reason: "Next job" });
    expect(localText(new Date(moved.dueAt), "America/Denver")).toBe(
      localText(new Date(plus(out.dueAt, 14)), "Europe/Berlin"),
    );
    expect(await bench.as(supervisor).assets.get({ humanId: out.humanId })).toMatchObject({ siteId: north });

    const { old, rental } = await bench
      .as(dispatch)
      .rentals.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 100, reason: "Leaks oil" });
    expect(old).toMatchObject({ state: "PICK_UP_READY" });
    expect(rental).toMatchObject({
      state: "ON_RENT",
      dueAt: moved.dueAt,
      firstDueAt: out.dueAt,
      contractNumber: "C-77",
      poNumber: "PO-1",
      siteId: north,
    });

    const day = localText(new Date(Date.now() + 2 * 86_400_000), "America/Denver").slice(0, 10);
    const off = await bench.as(supervisor).rentals.callOff({ ...op(), id: rental.id, day });
    expect(off.rental).toMatchObject({ state: "ON_RENT", callOffDay: day });
    expect(await bench.as(supervisor).rentals.ready({ ...op(), id: rental.id, notes: "Gate 3" })).toMatchObject({
      state: "PICK_UP_READY",
      offRentAt: off.rental.offRentAt,
    });
    const back = await bench.as(dispatch).rentals.collect({
      ...op(),
      id: rental.id,
      engineEnd: 100.3,
      fuelL: 40,
      condition: { overall: "WORN", clean: false },
      position: YARD_POINT,
      notes: "Bucket teeth",
    });
    expect(back).toMatchObject({ state: "RETURNED", hours: 0.3, firstDueAt: out.dueAt, lateDays: 0 });

    const oldRecord = await bench.as(supervisor).rentals.get({ id });
    expect(oldRecord).toMatchObject({
      replacedBy: { id: rental.id },
      firstDueAt: out.dueAt,
      dealerName: expect.any(String),
    });
    expect(oldRecord.stays.map(({ siteId, to }) => [siteId, to === null])).toEqual([
      [world.jobsiteId, false],
      [north, true],
    ]);
    const record = await bench.as(dispatch).rentals.get({ id: rental.id });
    expect(record).toMatchObject({
      replaces: { id, humanId: out.humanId },
      condition: { overall: "WORN" },
      usage: { meterH: 0.3 },
      steps: [],
    });
    const story = async (of: string) =>
      (await bench.as(dispatch).rentals.timeline({ id: of })).items
        .map((step) => step.type)
        .filter((type) => type.startsWith("rental."))
        .toReversed();
    expect(await story(id)).toEqual([
      "rental.checked_out",
      "rental.extension_requested",
      "rental.extended",
      "rental.transferred",
      "rental.swapped_out",
    ]);
    expect(await story(rental.id)).toEqual([
      "rental.swapped_in",
      "rental.called_off",
      "rental.pick_up_ready",
      "rental.collected",
    ]);
    const steps = (await bench.as(dispatch).rentals.timeline({ id })).items;
    expect(steps.find(({ type }) => type === "rental.extension_requested")).toMatchObject({
      actorName: "Test Person",
      personal: { reason: "Rain" },
      data: { usage: { runtimeH: 0, idleH: 0 } },
    });
    expect(await bench.as(await world.member(world.dealerId, "DEALER_ADMIN")).ledger.verify({})).toMatchObject({
      ok: true,
    });
  });
});

describe("extending", () => {
  test("a customer extends by policy without asking, as far as it goes in all; then it asks", async () => {
    const { world, dispatch, supervisor } = await stage();
    const { id, dueAt, firstDueAt } = await sendOut(bench, world, dispatch);
    expect((await bench.as(supervisor).rentals.get({ id })).autoExtendDays).toBe(3);
    const first = await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 2) });
    expect(first).toMatchObject({ outcome: "EXTENDED", rental: { dueAt: plus(dueAt, 2), firstDueAt } });
    expect((await bench.as(supervisor).rentals.get({ id })).autoExtendDays).toBe(1);
    expect(await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 4) })).toMatchObject({
      outcome: "REQUESTED",
      rental: { dueAt: plus(dueAt, 2) },
    });
    expect(await codeOf(bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 5) }))).toBe(
      "request.pending",
    );
    // What the dealer does itself answers the request, and counts anew.
    await bench.as(dispatch).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 7) });
    const record = await bench.as(supervisor).rentals.get({ id });
    expect(record).toMatchObject({ autoExtendDays: 3, asked: false, firstDueAt });
    expect(record.requests.map(({ state }) => state)).toEqual(["SUPERSEDED"]);
  });

  test("terms of a customer go before the dealer's policy", async () => {
    const { world, dispatch, supervisor } = await stage();
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const terms = { customerId: world.customerId, graceMinutes: 90, autoExtendDays: 0, nightDropOff: null };
    await bench.as(admin).rates.setTerms({ ...op(), ...terms });
    const { id, dueAt, overdueFrom } = await sendOut(bench, world, dispatch);
    expect(localText(new Date(overdueFrom), "Europe/Berlin")).toEndWith("T01:30");
    expect(await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 1) })).toMatchObject({
      outcome: "REQUESTED",
    });
  });

  test("over a reservation is refused, and says how long it may stay", async () => {
    const { world, dispatch, supervisor } = await stage();
    const { id, dueAt } = await sendOut(bench, world, dispatch);
    await reserve(world, 0, 14.5, 20);
    const before = await traces(db, world.dealerId);
    const refused = await refusal(bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 6) }));
    expect(refused?.code).toBe("reservation.overlap");
    expect(refused?.details).toMatchObject({ latestDueAt: plus(dueAt, 4), reservedFrom: expect.any(String) });
    expect(await traces(db, world.dealerId)).toEqual(before);
    expect((await bench.as(dispatch).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 4) })).outcome).toBe("EXTENDED");
  });

  test("a swap with a machine that is reserved meanwhile says who has it and what is free instead", async () => {
    const { world, dispatch } = await stage({ machines: 3 });
    const { id } = await sendOut(bench, world, dispatch);
    await reserve(world, 1, 2, 3);
    const before = await traces(db, world.dealerId);
    const [taken, free] = [world.machines[1]!.humanId, world.machines[2]!.humanId];
    const swap = (humanId: string) =>
      bench.as(dispatch).rentals.swap({ ...op(), id, humanId, engineStart: 102, reason: "Leaks oil" });
    const refused = await refusal(swap(taken));
    expect(refused?.code).toBe("reservation.overlap");
    expect(refused?.details).toMatchObject({
      humanId: taken,
      conflicts: [{ kind: "RESERVED", from: expect.any(String), to: expect.any(String) }],
      alternatives: [{ humanId: free }],
    });
    expect(await traces(db, world.dealerId)).toEqual(before);
    expect((await swap(free)).rental.humanId).toBe(free);
  });

  test("several at once: all of them, or none", async () => {
    const { world, dispatch } = await stage({ machines: 3 });
    const outs = [];
    for (const machine of [0, 1, 2]) outs.push(await sendOut(bench, world, dispatch, machine));
    const rentalIds = outs.map(({ id }) => id);
    const { items } = await bench.as(dispatch).rentals.extendBatch({ ...op(), rentalIds, days: 3 });
    expect(items.map(({ outcome }) => outcome)).toEqual(["EXTENDED", "EXTENDED", "EXTENDED"]);
    await bench.as(dispatch).rentals.callOff({ ...op(), id: rentalIds[1]! });
    const before = await traces(db, world.dealerId);
    expect(await codeOf(bench.as(dispatch).rentals.extendBatch({ ...op(), rentalIds, days: 3 }))).toBe(
      "rental.called_off",
    );
    expect(await codeOf(bench.as(dispatch).rentals.callOffBatch({ ...op(), rentalIds }))).toBe("rental.called_off");
    expect(await traces(db, world.dealerId)).toEqual(before);
    const part = [rentalIds[0]!, rentalIds[2]!];
    const off = await bench.as(dispatch).rentals.callOffBatch({ ...op(), rentalIds: part });
    expect(off.items.map(({ rental }) => rental.state)).toEqual(["PICK_UP_READY", "PICK_UP_READY"]);
  });
});

describe("calling off", () => {
  test("an operator asks, the supervisor answers; a pick-up stands, and goes when the call-off is cancelled", async () => {
    const { world, dispatch, supervisor } = await stage();
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const { id } = await sendOut(bench, world, dispatch);
    const asked = await bench.as(operator).rentals.callOff({ ...op(), id, reason: "Done here" });
    expect(asked.outcome).toBe("REQUESTED");
    expect((await bench.as(operator).rentals.requests({})).items[0]).toMatchObject({
      mayDecide: false,
      mayWithdraw: true,
    });
    const [waiting] = (await bench.as(supervisor).rentals.requests({ state: "PENDING" })).items;
    expect(waiting).toMatchObject({ id: asked.requestId!, reason: "Done here", mayDecide: true });
    await bench.as(supervisor).rentals.decideRequest({ ...op(), id: asked.requestId!, decision: "approve" });
    expect(await bench.as(operator).rentals.get({ id })).toMatchObject({
      state: "PICK_UP_READY",
      rate: null,
      spend: null,
    });
    const pickUps = async () =>
      db.withOwner(async (_tx, client) => {
        const found = await client.query("select state from tasks where rental_id = $1 and kind = 'PICK_UP'", [id]);
        return found.rows.map((row: { state: string }) => row.state);
      });
    expect(await pickUps()).toEqual(["OPEN"]);
    expect(await bench.as(supervisor).rentals.cancelCallOff({ ...op(), id, reason: "One more week" })).toMatchObject({
      state: "ON_RENT",
      callOffDay: null,
    });
    expect(await pickUps()).toEqual(["CANCELLED"]);
    await bench.as(supervisor).rentals.callOff({ ...op(), id });
    expect((await pickUps()).toSorted()).toEqual(["CANCELLED", "OPEN"]);
    await bench.as(dispatch).rentals.collect({ ...op(), id, engineEnd: 101 });
    expect((await pickUps()).toSorted()).toEqual(["CANCELLED", "DONE"]);
  });

  test("for another day, and for the same day again after it was cancelled, leaves one pick-up", async () => {
    const { world, dispatch } = await stage();
    const { id } = await sendOut(bench, world, dispatch);
    const day = (days: number) => localText(new Date(inDays(days)), "Europe/Berlin").slice(0, 10);
    const callOff = (days: number) => bench.as(dispatch).rentals.callOff({ ...op(), id, day: day(days) });
    await callOff(2);
    await callOff(4);
    const states = async () =>
      db.withOwner(async (_tx, client) => {
        const found = await client.query("select state from tasks where rental_id = $1 and kind = 'PICK_UP'", [id]);
        return found.rows.map((row: { state: string }) => row.state).toSorted();
      });
    expect(await states()).toEqual(["CANCELLED", "OPEN"]);
    await bench.as(dispatch).rentals.cancelCallOff({ ...op(), id });
    await callOff(4);
    expect(await states()).toEqual(["CANCELLED", "CANCELLED", "OPEN"]);
  });

  test("a request is taken back by who asked, and declined with a reason", async () => {
    const { world, dispatch, supervisor } = await stage();
    const { id, dueAt } = await sendOut(bench, world, dispatch);
    const ask = async () =>
      (await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 30) })).requestId!;
    const first = await ask();
    expect(await codeOf(bench.as(dispatch).rentals.withdrawRequest({ ...op(), id: first }))).toBe("auth.forbidden");
    await bench.as(supervisor).rentals.withdrawRequest({ ...op(), id: first });
    const second = await ask();
    expect(await codeOf(bench.as(supervisor).rentals.decideRequest({ ...op(), id: second, decision: "approve" }))).toBe(
      "auth.forbidden",
    );
    expect(await codeOf(bench.as(dispatch).rentals.decideRequest({ ...op(), id: second, decision: "decline" }))).toBe(
      "input.invalid",
    );
    await bench.as(dispatch).rentals.decideRequest({ ...op(), id: second, decision: "decline", reason: "Sold" });
    const { items } = await bench.as(supervisor).rentals.timeline({ id });
    expect(items[0]).toMatchObject({ type: "rental.extension_declined", personal: { reason: "Sold" } });
    expect((await bench.as(supervisor).rentals.get({ id })).dueAt).toBe(dueAt);
  });
});

describe("coming back", () => {
  const setDue = (id: string, dueAt: string) =>
    db.withOwner((_tx, client) =>
      client.query(
        `update rentals set due_at = $2, checked_out_at = $2::timestamptz - interval '5 days', period = tstzrange($2::timestamptz - interval '5 days', $2::timestamptz) where id = $1`,
        [id, dueAt],
      ),
    );
  test("late, it says by how many days; dropped off in time at night, it is not late", async () => {
    const { world, dispatch } = await stage();
    const [late, night] = [await sendOut(bench, world, dispatch, 0), await sendOut(bench, world, dispatch, 1)];
    const dueAt = inDays(-3);
    await setDue(late.id, dueAt);
    await setDue(night.id, dueAt);
    const end = { engineEnd: 130, position: YARD_POINT };
    expect(await bench.as(dispatch).rentals.collect({ ...op(), id: late.id, ...end })).toMatchObject({ lateDays: 3 });
    expect(
      await codeOf(bench.as(dispatch).rentals.collect({ ...op(), id: night.id, ...end, droppedOffAt: inDays(-30) })),
    ).toBe("rental.drop_off_order");
    expect(
      await bench.as(dispatch).rentals.collect({ ...op(), id: night.id, ...end, droppedOffAt: dueAt }),
    ).toMatchObject({ lateDays: 0 });
  });

  /** So many days pass, by the clocks at the site. */
  const pass = (id: string, days: number) => {
    const earlier = (column: string) =>
      `(${column} at time zone 'Europe/Berlin' - interval '${days} days') at time zone 'Europe/Berlin'`;
    return db.withOwner((_tx, client) =>
      client.query(
        `update rentals set due_at = ${earlier("due_at")}, off_rent_at = ${earlier("off_rent_at")}, call_off_day = call_off_day - ${days},
          checked_out_at = ${earlier("checked_out_at")}, period = tstzrange(${earlier("lower(period)")}, ${earlier("upper(period)")}) where id = $1`,
        [id],
      ),
    );
  };
  test.each([0, -1])(
    "called off for its due day or before, however late it is fetched, it is not late",
    async (days) => {
      const { world, dispatch } = await stage();
      const { id, dueAt } = await sendOut(bench, world, dispatch, 0, 3);
      const day = localText(new Date(plus(dueAt, days)), "Europe/Berlin").slice(0, 10);
      await bench.as(dispatch).rentals.callOff({ ...op(), id, day });
      await pass(id, 12);
      expect(await bench.as(dispatch).rentals.collect({ ...op(), id, engineEnd: 140 })).toMatchObject({ lateDays: 0 });
    },
  );

  test("into one of several yards, it is said which", async () => {
    const { world, dispatch } = await stage();
    const [first, second] = [await sendOut(bench, world, dispatch, 0), await sendOut(bench, world, dispatch, 1)];
    const other = Bun.randomUUIDv7();
    await db.withTenant(hqActor, ({ tx }) =>
      tx.insert(sites).values({
        id: other,
        orgOwnerId: world.dealerId,
        dealerId: world.dealerId,
        kind: "YARD",
        name: "Another yard",
        timeZone: "Europe/Berlin",
        geofence: squareAround({ lat: 40, lon: 10 }),
      }),
    );
    const collect = (id: string, more: object) =>
      bench.as(dispatch).rentals.collect({ ...op(), id, engineEnd: 102, ...more });
    expect(await codeOf(collect(first.id, {}))).toBe("rental.which_yard");
    await collect(first.id, { yardId: world.yardId });
    expect(await bench.as(dispatch).assets.get({ humanId: first.humanId })).toMatchObject({ siteId: world.yardId });
    const swap = { ...op(), id: second.id, humanId: first.humanId, engineStart: 102, engineEnd: 102 };
    await db.withOwner((_tx, client) =>
      client.query("update equipment set status = 'AVAILABLE' where human_id = $1", [first.humanId]),
    );
    const back = { ...swap, oldGoes: "RETURNED" as const };
    expect(await codeOf(bench.as(dispatch).rentals.swap(back))).toBe("rental.which_yard");
    await bench.as(dispatch).rentals.swap({ ...back, ...op(), yardId: other });
    expect(await bench.as(dispatch).assets.get({ humanId: second.humanId })).toMatchObject({ siteId: other });
  });

  test("the dealer's grace decides what is overdue, in the fleet too", async () => {
    const { world, dispatch } = await stage();
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { id, humanId } = await sendOut(bench, world, dispatch);
    await setDue(id, inDays(-1));
    const overdue = async () =>
      (await bench.as(dispatch).assets.list({ due: "OVERDUE" })).items.map((row) => row.humanId);
    expect(await overdue()).toEqual([humanId]);
    const terms = { customerId: world.customerId, graceMinutes: 1440, autoExtendDays: null, nightDropOff: null };
    await bench.as(admin).rates.setTerms({ ...op(), ...terms });
    expect(await overdue()).toEqual([]);
  });
});
