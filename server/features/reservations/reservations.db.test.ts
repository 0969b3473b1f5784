import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { ErrorCode } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { rentalRecord } from "../rentals/record.ts";
import { allocate } from "./allocate.ts";
import { attach, travellingWith } from "./attach.ts";
import { cancel } from "./cancel.ts";
import { change } from "./change.ts";
import { confirm } from "./confirm.ts";
import { decline } from "./decline.ts";
import { getReservation, listReservations } from "./read.ts";
import { as, book, codeOf, day, db, operation, refusal, sendOut, setPolicy, takeBack, traces } from "./testing.ts";

const now = () => new Date();
const excavators = { type: "EXCAVATOR" as const };

async function stage(machines = 2) {
  const world = await mintWorld(db, { machines });
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
  return { world, dispatch, supervisor, operator, numbers: world.machines.map(({ humanId }) => humanId) };
}
const give = (who: Claims, id: string, humanId?: string, replaces?: string) =>
  as(who, (tenant) => allocate(tenant, now(), { ...operation(), id, humanId, replaces }));
const agree = (who: Claims, id: string) => as(who, (tenant) => confirm(tenant, now(), { ...operation(), id }));
const look = (who: Claims, id: string) => as(who, (tenant) => getReservation(tenant, id));
const eventsOf = async (world: World) => {
  const { rows } = await as(hqActor, ({ tx }) =>
    tx.execute<{ type: string }>(
      sql`select type from events where org_owner_id = ${world.dealerId}::uuid order by position`,
    ),
  );
  return rows.map(({ type }) => type);
};

describe("a reservation by type", () => {
  test("is asked for, confirmed, given its machines, picked up under the same record and closed", async () => {
    const { world, dispatch, supervisor, operator, numbers } = await stage();
    const papers = {
      contractNumber: "C-7",
      poNumber: "PO-7",
      deliveryContact: { name: "Ida Gate", phone: "+49 30 1234" },
    };
    const asked = await book(supervisor, world, { ...excavators, quantity: 2, from: day(0), ...papers });
    expect(asked).toMatchObject({
      ...papers,
      state: "REQUESTED",
      quantity: 2,
      allocated: 0,
      fromDay: day(0),
      toDay: day(5),
    });
    expect(await codeOf(give(dispatch, asked.id, numbers[0]))).toBe("reservation.not_confirmed");

    expect(await agree(dispatch, asked.id)).toMatchObject({ state: "CONFIRMED", decidedByName: "Test Person" });
    const given = await give(dispatch, asked.id, numbers[0]);
    expect(given).toMatchObject({ allocated: 1, humanIds: [numbers[0]!] });
    const [unit] = given.units;

    const papersShown = { contractNumber: "C-7", poNumber: "PO-7" };
    const out = await sendOut(operator, world, numbers[0]!);
    expect((await as(dispatch, (tenant) => rentalRecord(tenant, out.id, now()))).deliveryContact).toEqual(
      papers.deliveryContact,
    );
    expect(out).toMatchObject({ id: unit!.rentalId, state: "ON_RENT", firstDueAt: unit!.dueAt, ...papersShown });
    expect(out.dueAt).not.toBe(out.firstDueAt);
    expect(await look(supervisor, asked.id)).toMatchObject({ state: "CONFIRMED", pickedUp: 1 });

    // The second goes out over the counter: it counts toward what was promised, under the same papers.
    const second = await sendOut(dispatch, world, numbers[1]!);
    expect(second).toMatchObject(papersShown);
    expect(await look(supervisor, asked.id)).toMatchObject({ state: "PICKED_UP", pickedUp: 2, allocated: 2 });
    expect(second.id).not.toBe(out.id);
    await takeBack(dispatch, numbers[0]!);
    expect((await look(supervisor, asked.id)).state).toBe("PICKED_UP");
    await takeBack(dispatch, numbers[1]!);
    expect((await look(supervisor, asked.id)).state).toBe("CLOSED");
    expect(await eventsOf(world)).toEqual(
      expect.arrayContaining([
        "reservation.requested",
        "reservation.confirmed",
        "reservation.allocated",
        "task.created",
      ]),
    );
  });

  test("holds no more than there is, and tells how many where the dealer publishes that", async () => {
    const { world, dispatch, supervisor } = await stage();
    await book(dispatch, world, { ...excavators, quantity: 2 });
    const before = await traces(world);
    const unpublished = await refusal(book(supervisor, world, { ...excavators, from: day(5), to: day(9) }));
    expect(unpublished).toMatchObject({ code: "reservation.none_free", details: { freeOfType: null } });
    expect((await refusal(book(dispatch, world, { ...excavators, from: day(5), to: day(9) }))).details).toEqual({
      type: "EXCAVATOR",
      wanted: 1,
      freeOfType: 0,
    });
    expect(await codeOf(book(dispatch, world, { type: "DOZER" }))).toBe("reservation.none_free");
    expect(await traces(world)).toEqual(before);
    expect(await book(supervisor, world, { ...excavators, quantity: 2, from: day(6), to: day(9) })).toMatchObject({
      state: "REQUESTED",
    });
  });

  test("keeps a machine for every promise, whichever is given or reserved by its number", async () => {
    const { world, dispatch, numbers } = await stage();
    // The second machine is taken in the second week, so the promise over both weeks needs the first.
    await book(dispatch, world, { humanId: numbers[1]!, from: day(8), to: day(12) });
    await book(dispatch, world, { ...excavators, from: day(1), to: day(12) });
    expect(await codeOf(book(dispatch, world, { humanId: numbers[0]!, from: day(1), to: day(3) }))).toBe(
      "reservation.none_free",
    );
    expect(await book(dispatch, world, { humanId: numbers[1]!, from: day(1), to: day(3) })).toMatchObject({
      allocated: 1,
    });
  });

  test("is confirmed by itself within the dealer's policy", async () => {
    const { world, supervisor } = await stage();
    await setPolicy(world, { autoConfirmUnits: 1, autoConfirmDays: 7 });
    expect((await book(supervisor, world, excavators)).state).toBe("CONFIRMED");
    const long = await book(supervisor, world, { ...excavators, from: day(10), to: day(20) });
    expect(long.state).toBe("REQUESTED");
  });

  test("takes machines of its type only, as many as were asked for, and lets them be exchanged and taken off", async () => {
    const { world, dispatch, numbers } = await stage(3);
    const made = await book(dispatch, world, excavators);
    await as(hqActor, ({ tx }) => tx.execute(sql`update equipment set type = 'DOZER' where human_id = ${numbers[2]!}`));
    expect(await codeOf(give(dispatch, made.id, numbers[2]))).toBe("reservation.wrong_type");
    expect(await codeOf(give(dispatch, made.id, "EQX999999999"))).toBe("not_found");
    await give(dispatch, made.id, numbers[0]);
    expect(await codeOf(give(dispatch, made.id, numbers[1]))).toBe("reservation.fully_allocated");
    expect((await give(dispatch, made.id, numbers[1], numbers[0])).humanIds).toEqual([numbers[1]!]);
    expect((await give(dispatch, made.id, undefined, numbers[1])).humanIds).toEqual([]);
    const foreign = (await stage()).numbers[0];
    expect(await codeOf(give(dispatch, made.id, foreign))).toBe("not_found");
  });
});

describe("a reservation of one machine", () => {
  test("is told to those who want it too, as far as they may know it, with what else is free", async () => {
    const { world, dispatch, supervisor, numbers } = await stage(3);
    const other = await mintWorld(db, { machines: 0 });
    const made = await book(dispatch, world, { humanId: numbers[0]! });
    const before = await traces(world);
    const refused = await refusal(book(dispatch, world, { humanId: numbers[0]!, from: day(3), to: day(4) }));
    expect(refused).toMatchObject({ code: "reservation.overlap", status: 409 });
    expect(refused.details).toMatchObject({
      humanId: numbers[0],
      freeOfType: 2,
      conflicts: [{ kind: "RESERVED", reservationId: made.id, customerId: world.customerId, from: made.startsAt }],
      alternatives: [{ humanId: numbers[1] }, { humanId: numbers[2] }],
      nearest: [{ from: made.endsAt }],
    });
    // Another customer of the same dealer learns that it is taken, and the days only when the dealer publishes them.
    await as(hqActor, ({ tx }) =>
      tx.execute(sql`with tie as (insert into dealer_customers (org_owner_id, dealer_id, customer_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}))
        insert into site_dealers (org_owner_id, dealer_id, customer_id, site_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}, ${other.jobsiteId})`),
    );
    const stranger = await other.member(other.customerId, "CUSTOMER_SUPERVISOR");
    const wanted = { humanId: numbers[0]!, siteId: other.jobsiteId, dealerId: world.dealerId };
    const [silent] = ((await refusal(book(stranger, other, wanted))).details as { conflicts: object[] }).conflicts;
    const nothing = { rentalId: null, reservationId: null, customerId: null, customerName: null };
    expect(silent).toEqual({ kind: "TAKEN", from: null, to: null, ...nothing });
    await setPolicy(world, { selfService: true, publishDates: true });
    const told = (await refusal(book(stranger, other, wanted))).details as { conflicts: object[]; alternatives: [] };
    expect(told.conflicts).toEqual([{ kind: "TAKEN", from: made.startsAt, to: made.endsAt, ...nothing }]);
    expect(told.alternatives).toEqual([]);
    expect(await traces(world)).toEqual(before);
    const own = await refusal(book(supervisor, world, { humanId: numbers[0]! }));
    expect(own.details).toMatchObject({ conflicts: [{ reservationId: made.id }] });
  });

  test("refuses a check-out that runs into it, and lets one pass that ends before", async () => {
    const { world, dispatch, numbers } = await stage();
    const other = await mintWorld(db, { machines: 0 });
    await as(hqActor, ({ tx }) =>
      tx.execute(sql`with tie as (insert into dealer_customers (org_owner_id, dealer_id, customer_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}))
        insert into site_dealers (org_owner_id, dealer_id, customer_id, site_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}, ${other.jobsiteId})`),
    );
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const made = await book(dispatch, world, { humanId: numbers[0]!, from: day(4), to: day(8) });
    const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
    const elsewhere = { siteId: other.jobsiteId, dueAt: hours(24 * 5) };
    const refused = await refusal(sendOut(admin, world, numbers[0]!, elsewhere));
    expect(refused).toMatchObject({ code: "reservation.overlap" });
    expect(refused.details).toMatchObject({ conflicts: [{ kind: "RESERVED", reservationId: made.id }], freeOfType: 1 });
    const out = await sendOut(admin, world, numbers[0]!, { ...elsewhere, dueAt: hours(24) });
    expect(out.state).toBe("ON_RENT");
    expect((await look(dispatch, made.id)).state).toBe("CONFIRMED");
  });

  test("lets a customer's people send it out without self-service, once it is confirmed", async () => {
    const { world, dispatch, supervisor, operator, numbers } = await stage();
    const asked = await book(supervisor, world, { humanId: numbers[0]!, from: day(0) });
    expect(asked.state).toBe("REQUESTED");
    await setPolicy(world, { selfService: false });
    expect(await codeOf(sendOut(operator, world, numbers[1]!))).toBe("not_found");
    expect(await codeOf(sendOut(operator, world, numbers[0]!))).toBe("reservation.not_confirmed");
    await agree(dispatch, asked.id);
    expect(await sendOut(operator, world, numbers[0]!)).toMatchObject({
      id: asked.units[0]!.rentalId,
      state: "ON_RENT",
    });
  });

  test("by type lets them send out whichever of the type they scan, as many as were reserved", async () => {
    const { world, supervisor, dispatch, operator } = await stage(2);
    await setPolicy(world, { selfService: false });
    const [first, second] = world.machines;
    expect(await codeOf(sendOut(operator, world, first!.humanId, {}, first!.tagId))).toBe(
      "rental.reservation_required",
    );
    const asked = await book(supervisor, world, { ...excavators, from: day(0) });
    expect(await codeOf(sendOut(operator, world, first!.humanId, {}, first!.tagId))).toBe(
      "rental.reservation_required",
    );
    await agree(dispatch, asked.id);
    // A number can be read off a list, a label is at the machine.
    expect(await codeOf(sendOut(operator, world, first!.humanId))).toBe("not_found");
    expect((await sendOut(operator, world, first!.humanId, {}, first!.tagId)).state).toBe("ON_RENT");
    expect((await look(supervisor, asked.id)).state).toBe("PICKED_UP");
    expect(await codeOf(sendOut(operator, world, second!.humanId, {}, second!.tagId))).toBe(
      "rental.reservation_required",
    );
  });

  test("leaves self-service nothing that is promised to others", async () => {
    const { world, operator, dispatch, numbers } = await stage(1);
    const other = await mintWorld(db, { machines: 0 });
    await as(hqActor, ({ tx }) =>
      tx.execute(sql`with tie as (insert into dealer_customers (org_owner_id, dealer_id, customer_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}))
        insert into site_dealers (org_owner_id, dealer_id, customer_id, site_id) values (${world.dealerId}, ${world.dealerId}, ${other.customerId}, ${other.jobsiteId})`),
    );
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    await book(admin, world, { ...excavators, siteId: other.jobsiteId, from: day(0) });
    const tag = world.machines[0]!.tagId;
    expect(await codeOf(sendOut(operator, world, numbers[0]!, {}, tag))).toBe("reservation.none_free");
    expect((await sendOut(await world.member(world.dealerId, "DEALER_DISPATCH"), world, numbers[0]!)).state).toBe(
      "ON_RENT",
    );
    expect(dispatch.orgId).toBe(world.dealerId);
  });
});

describe("what travels along", () => {
  test("is reserved with its machine, all or nothing, and goes out with it", async () => {
    const { world, dispatch, operator, supervisor, numbers } = await stage(3);
    const [host, hammer, bucket] = numbers as [string, string, string];
    const tie = (attachments: string[]) =>
      as(dispatch, (tenant) => attach(tenant, { ...operation(), humanId: host, attachments }));
    expect(await codeOf(tie([host]))).toBe("input.invalid");
    expect((await tie([hammer, bucket])).map(({ humanId }) => humanId)).toEqual([hammer, bucket]);
    expect(
      await codeOf(
        as(dispatch, (tenant) => attach(tenant, { ...operation(), humanId: hammer, attachments: [bucket] })),
      ),
    ).toBe("input.invalid");

    await book(dispatch, world, { humanId: bucket, from: day(4), to: day(6) });
    const before = await traces(world);
    const refused = await refusal(book(supervisor, world, { humanId: host }));
    expect(refused).toMatchObject({ code: "reservation.overlap", details: { humanId: bucket } });
    expect(await traces(world)).toEqual(before);

    const made = await book(dispatch, world, { humanId: host, from: day(0), to: day(3) });
    expect(made.units.map((unit) => [unit.humanId, unit.travelsWith])).toEqual([
      [host, null],
      [hammer, host],
      [bucket, host],
    ]);
    expect(made.allocated).toBe(1);
    await sendOut(operator, world, host);
    const after = await look(supervisor, made.id);
    expect(after.units.map(({ state }) => state)).toEqual(["ON_RENT", "ON_RENT", "ON_RENT"]);
    expect(after.state).toBe("PICKED_UP");
    expect(await as(dispatch, (tenant) => travellingWith(tenant, { humanId: host }))).toMatchObject([
      { humanId: hammer, status: "ON_RENT" },
      { humanId: bucket, status: "ON_RENT" },
    ]);
  });

  test("moves, and is let go, with the reservation", async () => {
    const { world, dispatch, numbers } = await stage(2);
    await as(dispatch, (tenant) =>
      attach(tenant, { ...operation(), humanId: numbers[0]!, attachments: [numbers[1]!] }),
    );
    const made = await book(dispatch, world, { humanId: numbers[0]! });
    const moved = await as(dispatch, (tenant) =>
      change(tenant, now(), { ...operation(), id: made.id, from: day(3), to: day(7) }),
    );
    expect(new Set(moved.units.map(({ dueAt }) => dueAt)).size).toBe(1);
    expect(moved).toMatchObject({ fromDay: day(3), toDay: day(7), state: "CONFIRMED" });
    expect(await codeOf(book(dispatch, world, { humanId: numbers[1]!, from: day(7), to: day(8) }))).toBe(
      "reservation.overlap",
    );
    const gone = await as(dispatch, (tenant) =>
      cancel(tenant, now(), { ...operation(), id: made.id, reason: "Rained off" }),
    );
    expect(gone).toMatchObject({ state: "CANCELLED", units: [], humanId: numbers[0] });
    expect((await book(dispatch, world, { humanId: numbers[1]!, from: day(3), to: day(8) })).state).toBe("CONFIRMED");
  });
});

describe("a change", () => {
  test("of dates is refused whole where it runs into others, and asks again when a customer makes it", async () => {
    const { world, dispatch, supervisor, numbers } = await stage();
    const made = await book(dispatch, world, { humanId: numbers[0]! });
    await book(dispatch, world, { humanId: numbers[0]!, from: day(10), to: day(12) });
    const before = await traces(world);
    const move = (who: Claims, from: string, to: string) =>
      as(who, (tenant) => change(tenant, now(), { ...operation(), id: made.id, from, to }));
    expect(await codeOf(move(dispatch, day(8), day(10)))).toBe("reservation.overlap");
    expect(await codeOf(move(dispatch, day(8), day(7)))).toBe("reservation.ends_before_start");
    expect(await codeOf(move(dispatch, day(-3), day(7)))).toBe("reservation.in_past");
    expect(await traces(world)).toEqual(before);
    expect((await move(dispatch, day(3), day(9))).state).toBe("CONFIRMED");
    expect((await move(supervisor, day(3), day(8))).state).toBe("REQUESTED");
  });

  test("of what is decided is refused; a request that is declined says why and frees what it held", async () => {
    const { world, dispatch, supervisor, numbers } = await stage(1);
    const asked = await book(supervisor, world, { humanId: numbers[0]! });
    const no = { ...operation(), id: asked.id, reason: "Promised elsewhere" };
    expect(await as(dispatch, (tenant) => decline(tenant, now(), no))).toMatchObject({
      state: "DECLINED",
      reason: no.reason,
    });
    expect(await codeOf(agree(dispatch, asked.id))).toBe("reservation.not_open");
    expect(await codeOf(as(supervisor, (tenant) => cancel(tenant, now(), { ...operation(), id: asked.id })))).toBe(
      "reservation.not_open",
    );
    expect((await book(dispatch, world, { humanId: numbers[0]! })).state).toBe("CONFIRMED");
  });

  test("that calls off the rest keeps what went out", async () => {
    const { world, dispatch, numbers } = await stage();
    const made = await book(dispatch, world, { ...excavators, quantity: 2, from: day(0) });
    await give(dispatch, made.id, numbers[0]);
    await give(dispatch, made.id, numbers[1]);
    await sendOut(dispatch, world, numbers[0]!);
    const rest = await as(dispatch, (tenant) => cancel(tenant, now(), { ...operation(), id: made.id }));
    expect(rest).toMatchObject({ state: "PICKED_UP", quantity: 1, humanIds: [numbers[0]!] });
    await takeBack(dispatch, numbers[0]!);
    expect((await look(dispatch, made.id)).state).toBe("CLOSED");
  });
});

describe("bad input is refused with a code of its own, and nothing half done", () => {
  const cases: [string, (s: Awaited<ReturnType<typeof stage>>) => Promise<object> | object, ErrorCode][] = [
    ["an end before the start", () => ({ ...excavators, from: day(5), to: day(4) }), "reservation.ends_before_start"],
    [
      "instants the wrong way round",
      () => ({ ...excavators, from: `${day(5)}T10:00:00Z`, to: `${day(5)}T10:00:00Z` }),
      "reservation.ends_before_start",
    ],
    ["a day in the past", () => ({ ...excavators, from: day(-1) }), "reservation.in_past"],
    ["more than two years ahead", () => ({ ...excavators, from: day(700), to: day(740) }), "reservation.too_far"],
    ["a type with none free", () => ({ type: "GRADER" }), "reservation.none_free"],
    ["more than there are", () => ({ ...excavators, quantity: 3 }), "reservation.none_free"],
    ["an unknown machine", () => ({ humanId: "EQX999999999" }), "not_found"],
    ["a machine of another dealer", async () => ({ humanId: (await stage()).numbers[0] }), "not_found"],
    ["a foreign site", async () => ({ ...excavators, siteId: (await stage()).world.jobsiteId }), "not_found"],
    ["a yard", ({ world }) => ({ ...excavators, siteId: world.yardId }), "site.not_served"],
    [
      "a customer without relation",
      async () => ({ ...excavators, customerId: (await stage()).world.customerId }),
      "customer.no_relation",
    ],
    ["an absent customer", () => ({ ...excavators, customerId: Bun.randomUUIDv7() }), "customer.no_relation"],
  ];
  test.each(cases)("%s", async (_about, change_, code) => {
    const staged = await stage();
    const before = await traces(staged.world);
    expect(await codeOf(book(staged.dispatch, staged.world, (await change_(staged)) as never))).toBe(code);
    expect(await traces(staged.world)).toEqual(before);
  });

  test("a dealer that does not serve the customer", async () => {
    const { world, supervisor } = await stage();
    const foreign = await stage();
    expect(await codeOf(book(supervisor, world, { ...excavators, dealerId: foreign.world.dealerId }))).toBe(
      "customer.no_relation",
    );
  });

  test("a foreign reservation is not there", async () => {
    const { world, dispatch } = await stage();
    const made = await book(dispatch, world, excavators);
    const stranger = (await stage()).dispatch;
    expect(await codeOf(look(stranger, made.id))).toBe("not_found");
    expect(await codeOf(agree(stranger, made.id))).toBe("not_found");
    expect(await codeOf(give(stranger, made.id, undefined, "EQX1"))).toBe("not_found");
    expect((await as(stranger, (tenant) => listReservations(tenant, { limit: 50 }))).items).toEqual([]);
  });
});
