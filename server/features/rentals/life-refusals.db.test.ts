/** Bad input, foreign tenants and two hands at once: each refusal has its own code and leaves nothing behind. */
import { beforeAll, describe, expect, test } from "bun:test";
import pino from "pino";
import { sql } from "drizzle-orm";
import { dealerCustomers, organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { testDatabase } from "../../../db/testing.ts";
import type { Database } from "../../../db/tenancy.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { addDays } from "../../domain/rentals/zone-time.ts";
import { EventHub } from "../../realtime/hub.ts";
import { addSite, codeOf, inDays, op, rentalBench, sendOut, traces, type RentalBench } from "./testing.ts";

let db: Database;
let bench: RentalBench;
beforeAll(async () => {
  ({ db } = await testDatabase());
  bench = await rentalBench(db, new EventHub({ db, log: pino({ level: "silent" }) }));
});

type Stage = { world: World; other: World; dispatch: Claims; supervisor: Claims; id: string; dueAt: string };
async function stage(): Promise<Stage> {
  const [world, other] = [await mintWorld(db, { machines: 3 }), await mintWorld(db)];
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  const { id, dueAt } = await sendOut(bench, world, dispatch);
  return { world, other, dispatch, supervisor, id, dueAt };
}
const plus = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
const today = () => new Date().toISOString().slice(0, 10);
type Calls = ReturnType<RentalBench["as"]>["rentals"];
/** The call that is to be refused, once all it needs is there. */
type Refused = () => Promise<unknown>;

/** A second customer of the world's dealer. */
async function secondCustomer({ dealerId }: World): Promise<string> {
  const customerId = Bun.randomUUIDv7();
  await db.withTenant(hqActor, async ({ tx }) => {
    const row = { id: customerId, name: "Second", type: "CUSTOMER" as const, timeZone: "Europe/Berlin" };
    await tx.insert(organizations).values(row);
    await tx.insert(dealerCustomers).values({ orgOwnerId: dealerId, dealerId, customerId });
  });
  return customerId;
}

describe("what is refused, with nothing half-written", () => {
  const cases: [string, string, (calls: Calls, stage: Stage) => Refused | Promise<Refused>][] = [
    [
      "an end before the start",
      "rental.ends_before_start",
      (c, { id }) =>
        () =>
          c.extend({ ...op(), id, dueAt: inDays(-40) }),
    ],
    [
      "an extension to the same time",
      "rental.not_longer",
      (c, { id, dueAt }) =>
        () =>
          c.extend({ ...op(), id, dueAt }),
    ],
    [
      "an extension to the year 2226",
      "rental.due_too_far",
      (c, { id }) =>
        () =>
          c.extend({ ...op(), id, dueAt: inDays(73_000) }),
    ],
    [
      "an extension that is none",
      "rental.not_longer",
      (c, { id }) =>
        () =>
          c.extend({ ...op(), id, dueAt: inDays(2) }),
    ],
    [
      "shortening to what is later",
      "rental.not_shorter",
      (c, { id, dueAt }) =>
        () =>
          c.shorten({ ...op(), id, dueAt: plus(dueAt, 1) }),
    ],
    [
      "a call-off for yesterday",
      "rental.call_off_in_past",
      (c, { id }) =>
        () =>
          c.callOff({ ...op(), id, day: addDays(today(), -2) }),
    ],
    [
      "a call-off for after the due day",
      "rental.call_off_after_due",
      (c, { id, dueAt }) =>
        () =>
          c.callOff({ ...op(), id, day: addDays(dueAt.slice(0, 10), 3) }),
    ],
    [
      "a day that is none",
      "input.invalid",
      (c, { id }) =>
        () =>
          c.callOff({ ...op(), id, day: "2026-02-31" }),
    ],
    [
      "cancelling what is not called off",
      "rental.not_called_off",
      (c, { id }) =>
        () =>
          c.cancelCallOff({ ...op(), id }),
    ],
    [
      "ready before a call-off",
      "rental.not_called_off",
      (c, { id }) =>
        () =>
          c.ready({ ...op(), id }),
    ],
    [
      "a transfer to the same site",
      "rental.same_site",
      (c, { id, world }) =>
        () =>
          c.transfer({ ...op(), id, siteId: world.jobsiteId }),
    ],
    [
      "a transfer to a foreign site",
      "not_found",
      (c, { id, other }) =>
        () =>
          c.transfer({ ...op(), id, siteId: other.jobsiteId }),
    ],
    [
      "a transfer to a site that is none",
      "not_found",
      (c, { id }) =>
        () =>
          c.transfer({ ...op(), id, siteId: Bun.randomUUIDv7() }),
    ],
    [
      "a transfer to a yard",
      "site.not_served",
      (c, { id, world }) =>
        () =>
          c.transfer({ ...op(), id, siteId: world.yardId }),
    ],
    [
      "a transfer beyond the fence",
      "site.outside_geofence",
      async (c, { id, world }) => {
        const siteId = await addSite(db, world);
        return () => c.transfer({ ...op(), id, siteId, position: { lat: 10, lon: 10, accuracyM: 5 } });
      },
    ],
    [
      "a transfer with a meter that ran backwards",
      "rental.meter_backwards",
      async (c, { id, world }) => {
        const siteId = await addSite(db, world);
        return () => c.transfer({ ...op(), id, siteId, engineHours: 3 });
      },
    ],
    [
      "a swap with a machine of another dealer",
      "not_found",
      (c, { id, other }) =>
        () =>
          c.swap({ ...op(), id, humanId: other.machines[0]!.humanId, engineStart: 100 }),
    ],
    [
      "a swap with itself",
      "rental.same_machine",
      (c, { id, world }) =>
        () =>
          c.swap({ ...op(), id, humanId: world.machines[0]!.humanId, engineStart: 101 }),
    ],
    [
      "a swap with a machine that is out",
      "rental.not_available",
      async (c, { id, world, dispatch }) => {
        await sendOut(bench, world, dispatch, 1);
        return () => c.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 101 });
      },
    ],
    [
      "a swap whose old machine is back without a meter",
      "rental.meter_missing",
      (c, { id, world }) =>
        () =>
          c.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 100, oldGoes: "RETURNED" }),
    ],
    [
      "a swap whose meters run backwards",
      "rental.meter_backwards",
      (c, { id, world }) =>
        () =>
          c.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 2 }),
    ],
    [
      "collecting into a foreign yard",
      "not_found",
      (c, { id, other }) =>
        () =>
          c.collect({ ...op(), id, engineEnd: 101, yardId: other.yardId }),
    ],
    [
      "collecting with fewer hours",
      "rental.meter_backwards",
      (c, { id }) =>
        () =>
          c.collect({ ...op(), id, engineEnd: 4 }),
    ],
    [
      "collecting with a photo that never arrived",
      "media.not_stored",
      (c, { id }) =>
        () =>
          c.collect({ ...op(), id, engineEnd: 101, photos: [Bun.randomUUIDv7()] }),
    ],
    [
      "a batch with a foreign rental",
      "not_found",
      async (c, { id, other }) => {
        const theirs = await sendOut(bench, other, await other.member(other.dealerId, "DEALER_DISPATCH"));
        return () => c.callOffBatch({ ...op(), rentalIds: [id, theirs.id] });
      },
    ],
    [
      "an answer to a request that is none",
      "not_found",
      (c) => () => c.decideRequest({ ...op(), id: Bun.randomUUIDv7(), decision: "approve" }),
    ],
  ];
  test.each(cases)("%s: %s", async (_name, code, prepare) => {
    const set = await stage();
    const call = await prepare(bench.as(set.dispatch).rentals, set);
    const before = await traces(db, set.world.dealerId);
    expect(await codeOf(call())).toBe(code);
    expect(await traces(db, set.world.dealerId)).toEqual(before);
  });

  test("shortening into the past", async () => {
    const { world, dispatch, id } = await stage();
    await db.withOwner((_tx, client) =>
      client.query(
        "update rentals set checked_out_at = now() - interval '5 days', period = tstzrange(now() - interval '5 days', due_at) where id = $1",
        [id],
      ),
    );
    const before = await traces(db, world.dealerId);
    expect(await codeOf(bench.as(dispatch).rentals.shorten({ ...op(), id, dueAt: inDays(-1) }))).toBe(
      "rental.due_in_past",
    );
    expect(await traces(db, world.dealerId)).toEqual(before);
  });

  test("a site of another customer of the dealer, and one that the dealer does not serve", async () => {
    const { world, id } = await stage();
    const customerId = await secondCustomer(world);
    const [theirs, unserved] = [await addSite(db, world, { customerId }), await addSite(db, world, { served: false })];
    const before = await traces(db, world.dealerId);
    const move = (by: Claims, siteId: string) => codeOf(bench.as(by).rentals.transfer({ ...op(), id, siteId }));
    // Members of now: a new customer makes earlier claims stale.
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    expect(await move(dispatch, theirs)).toBe("rental.other_customer");
    expect(await move(dispatch, unserved)).toBe("not_found");
    expect(await move(supervisor, theirs)).toBe("not_found");
    expect(await move(supervisor, unserved)).toBe("site.not_served");
    expect(await traces(db, world.dealerId)).toEqual(before);
  });

  test("any step on a rental that is over", async () => {
    const { world, dispatch, supervisor, id, dueAt } = await stage();
    const asked = await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 20) });
    await bench.as(dispatch).rentals.collect({ ...op(), id, engineEnd: 101 });
    const before = await traces(db, world.dealerId);
    const calls = bench.as(dispatch).rentals;
    const codes = [
      calls.extend({ ...op(), id, dueAt: plus(dueAt, 1) }),
      calls.shorten({ ...op(), id, dueAt: inDays(1) }),
      calls.transfer({ ...op(), id, siteId: world.jobsiteId }),
      calls.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 100 }),
      calls.callOff({ ...op(), id }),
      calls.cancelCallOff({ ...op(), id }),
      calls.ready({ ...op(), id }),
      calls.collect({ ...op(), id, engineEnd: 101 }),
      calls.setPapers({ ...op(), id, poNumber: "X" }),
    ];
    expect(await Promise.all(codes.map(codeOf))).toEqual(Array.from({ length: 9 }, () => "rental.closed"));
    const late = calls.decideRequest({ ...op(), id: asked.requestId!, decision: "approve" });
    expect(await codeOf(late)).toBe("request.decided");
    expect(await traces(db, world.dealerId)).toEqual(before);
  });
});

describe("who may not", () => {
  test("another dealer and another customer find nothing; a member bound to another site neither", async () => {
    const { world, other, id, dueAt, supervisor } = await stage();
    const asked = await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 20) });
    const elsewhere = await addSite(db, world);
    const strangers = [
      await other.member(other.dealerId, "DEALER_ADMIN"),
      await other.member(other.customerId, "CUSTOMER_SUPERVISOR"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR", [elsewhere]),
      await world.member(world.dealerId, "DEALER_DISPATCH", [world.yardId]),
    ];
    const before = await traces(db, world.dealerId);
    for (const stranger of strangers) {
      const calls = bench.as(stranger).rentals;
      const dealer = stranger.orgType === "DEALER";
      const codes = await Promise.all(
        [
          calls.get({ id }),
          calls.timeline({ id }),
          calls.extend({ ...op(), id, dueAt: plus(dueAt, 1) }),
          calls.shorten({ ...op(), id, dueAt: inDays(1) }),
          calls.transfer({ ...op(), id, siteId: elsewhere }),
          calls.callOff({ ...op(), id }),
          calls.cancelCallOff({ ...op(), id }),
          calls.ready({ ...op(), id }),
          calls.setPapers({ ...op(), id, poNumber: "X" }),
          calls.decideRequest({ ...op(), id: asked.requestId!, decision: "approve" }),
          calls.withdrawRequest({ ...op(), id: asked.requestId! }),
          ...(dealer
            ? [
                calls.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 100 }),
                calls.collect({ ...op(), id, engineEnd: 101 }),
              ]
            : []),
        ].map(codeOf),
      );
      expect(new Set(codes)).toEqual(new Set(["not_found"]));
      expect((await calls.requests({})).items).toEqual([]);
    }
    expect(await traces(db, world.dealerId)).toEqual(before);
  });

  test("a swap does not tell a customer at which other customer's site the replacement stood", async () => {
    const { world, id } = await stage();
    const theirs = await addSite(db, world, { customerId: await secondCustomer(world) });
    const { humanId, id: equipmentId } = world.machines[1]!;
    await db.withOwner((_tx, client) =>
      client.query("update equipment set site_id = $1 where id = $2", [theirs, equipmentId]),
    );
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const { rental } = await bench.as(dispatch).rentals.swap({ ...op(), id, humanId, engineStart: 100 });
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const seen = await db.withTenant(supervisor, async ({ tx }) => [
      await tx.execute(
        sql`select site_id, to_site_id from tasks where rental_id = ${rental.id} and kind = 'TRANSPORT'`,
      ),
      await tx.execute(sql`select record from events where rental_id = ${rental.id}`),
    ]);
    expect(seen[0]!.rows).toEqual([{ site_id: world.jobsiteId, to_site_id: world.jobsiteId }]);
    expect(JSON.stringify(seen[1]!.rows)).not.toContain(theirs);
  });

  test("an operator changes nothing but may ask for a call-off", async () => {
    const { world, id, dueAt } = await stage();
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const calls = bench.as(operator).rentals;
    expect(await codeOf(calls.extend({ ...op(), id, dueAt: plus(dueAt, 1) }))).toBe("auth.forbidden");
    expect(await codeOf(calls.collect({ ...op(), id, engineEnd: 101 }))).toBe("auth.forbidden");
    expect(await codeOf(calls.atRisk({}))).toBe("auth.forbidden");
    expect((await calls.callOff({ ...op(), id })).outcome).toBe("REQUESTED");
  });
});

describe("two at once", () => {
  test("two people answer one request: one is heard", async () => {
    const { world, dispatch, supervisor, id, dueAt } = await stage();
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { requestId } = await bench.as(supervisor).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 20) });
    const codes = await Promise.all([
      codeOf(bench.as(dispatch).rentals.decideRequest({ ...op(), id: requestId!, decision: "approve" })),
      codeOf(bench.as(admin).rentals.decideRequest({ ...op(), id: requestId!, decision: "decline", reason: "Sold" })),
    ]);
    expect(codes.toSorted()).toEqual(["accepted", "request.decided"]);
    const [request] = (await bench.as(supervisor).rentals.requests({})).items;
    const record = await bench.as(supervisor).rentals.get({ id });
    expect(record.dueAt === plus(dueAt, 20)).toBe(request!.state === "APPROVED");
  });

  test("an extension and a reservation of the same days: one gets them", async () => {
    const { world, dispatch, id, dueAt } = await stage();
    const { id: equipmentId, humanId } = world.machines[0]!;
    const reserve = db.withTenant(hqActor, ({ tx }) =>
      tx.insert(rentals).values({
        orgOwnerId: world.dealerId,
        dealerId: world.dealerId,
        customerId: world.customerId,
        siteId: world.jobsiteId,
        equipmentId,
        humanId,
        make: "Cat",
        model: "320",
        type: "EXCAVATOR",
        state: "RESERVED",
        period: { from: new Date(plus(dueAt, 2)), to: new Date(plus(dueAt, 9)) },
        dueAt: new Date(plus(dueAt, 9)),
        firstDueAt: new Date(plus(dueAt, 9)),
      }),
    );
    const extend = codeOf(bench.as(dispatch).rentals.extend({ ...op(), id, dueAt: plus(dueAt, 5) }));
    const reserved = await reserve.then(
      () => true,
      () => false,
    );
    expect([reserved, await extend]).toEqual(reserved ? [true, "reservation.overlap"] : [false, "accepted"]);
    const periods = await db.withTenant(hqActor, ({ tx }) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from rentals a join rentals b on a.equipment_id = b.equipment_id and a.id < b.id and a.period && b.period where a.equipment_id = ${equipmentId}`,
      ),
    );
    expect(periods.rows[0]!.n).toBe(0);
  });

  test("the same operation again changes nothing more", async () => {
    const { world, dispatch, id, dueAt } = await stage();
    const input = { ...op(), id, dueAt: plus(dueAt, 2) };
    const first = await bench.as(dispatch).rentals.extend(input);
    const before = await traces(db, world.dealerId);
    expect(await bench.as(dispatch).rentals.extend(input)).toEqual(first);
    expect(await traces(db, world.dealerId)).toEqual(before);
  });
});
