import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import pino from "pino";
import { testDatabase } from "../../../db/testing.ts";
import type { Database } from "../../../db/tenancy.ts";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import { dealerCustomers, organizations } from "../../../db/schema/iam.ts";
import { hqActor } from "../../../db/testing-world.ts";
import { EventHub } from "../../realtime/hub.ts";
import { addSite, codeOf, op, rentalBench, sendOut, traces, type RentalBench } from "../rentals/testing.ts";

let db: Database;
let bench: RentalBench;
beforeAll(async () => {
  ({ db } = await testDatabase());
  bench = await rentalBench(db, new EventHub({ db, log: pino({ level: "silent" }) }));
});

const LONG_AGO = "2020-01-01";
const rate = (dayMinor: number, more: object = {}) => ({
  ...op(),
  dayMinor,
  weekMinor: dayMinor * 4,
  cycleMinor: dayMinor * 12,
  hoursPerDay: 8,
  hoursPerWeek: 40,
  hoursPerCycle: 160,
  excessHourMinor: 1500,
  type: "EXCAVATOR" as const,
  validFrom: LONG_AGO,
  ...more,
});
const adminOf = (world: World) => world.member(world.dealerId, "DEALER_ADMIN");

async function secondCustomer({ dealerId }: World): Promise<string> {
  const customerId = Bun.randomUUIDv7();
  await db.withTenant(hqActor, async ({ tx }) => {
    const row = { id: customerId, name: "Second", type: "CUSTOMER" as const, timeZone: "Europe/Berlin" };
    await tx.insert(organizations).values(row);
    await tx.insert(dealerCustomers).values({ orgOwnerId: dealerId, dealerId, customerId });
  });
  return customerId;
}

describe("the rate of a rental", () => {
  test("is the nearest one at its check-out, and stays it when prices change", async () => {
    const world = await mintWorld(db, { machines: 4 });
    const rival = await secondCustomer(world);
    const admin = await adminOf(world);
    const rates = bench.as(admin).rates;
    const dayOf = async (machine: number) => {
      const { id } = await sendOut(bench, world, admin, machine);
      return (await bench.as(admin).rentals.get({ id })).rate?.dayMinor ?? null;
    };
    expect(await dayOf(0)).toBeNull();
    await rates.add(rate(100_00));
    await rates.add(rate(90_00, { validFrom: "2100-01-01" }));
    await rates.add(rate(50_00, { customerId: rival }));
    await rates.add(rate(120_00, { type: null, humanId: world.machines[2]!.humanId }));
    const first = await sendOut(bench, world, admin, 1);
    const record = () => bench.as(admin).rentals.get({ id: first.id });
    expect((await record()).rate).toMatchObject({ dayMinor: 100_00, currency: "USD" });
    expect(await dayOf(2)).toBe(120_00);
    await rates.add(rate(80_00, { customerId: world.customerId }));
    expect(await dayOf(3)).toBe(80_00);
    await rates.add(rate(300_00));
    expect((await record()).rate?.dayMinor).toBe(100_00);
    expect((await record()).spend).toMatchObject({ days: 1, soFarMinor: 100_00, cycle: { number: 1 } });
  });

  test("settles excess hours when it comes back", async () => {
    const world = await mintWorld(db);
    const admin = await adminOf(world);
    await bench.as(admin).rates.add(rate(100_00));
    const { id } = await sendOut(bench, world, admin);
    await bench.as(admin).rentals.collect({ ...op(), id, engineEnd: 111.5 });
    // One day includes 8 hours; the meter gained 10.5.
    expect(await bench.as(admin).rentals.get({ id })).toMatchObject({
      excessHours: 2.5,
      spend: { soFarMinor: 100_00, excess: { excessHours: 2.5, minor: 37_50 } },
    });
  });

  test("goes on over a swap", async () => {
    const world = await mintWorld(db);
    const admin = await adminOf(world);
    await bench.as(admin).rates.add(rate(100_00));
    const { id } = await sendOut(bench, world, admin);
    await bench.as(admin).rates.add(rate(500_00));
    const swapped = await bench
      .as(admin)
      .rentals.swap({ ...op(), id, humanId: world.machines[1]!.humanId, engineStart: 100 });
    const out = await bench.as(admin).rentals.get({ id });
    expect((await bench.as(admin).rentals.get({ id: swapped.rental.id })).rate?.rentFrom).toBe(out.checkedOutAt!);
    // As if it had gone out thirty days ago, and the other been replaced an hour ago.
    const started = new Date(Date.now() - 30 * 86_400_000 + 3_600_000);
    await db.withOwner((tx) =>
      tx.execute(
        sql`update rentals set rate = jsonb_set(rate, '{rentFrom}', to_jsonb(${started.toISOString()}::text)) where id = ${swapped.rental.id}::uuid`,
      ),
    );
    const goesOn = await bench.as(admin).rentals.get({ id: swapped.rental.id });
    expect(goesOn.rate?.dayMinor).toBe(100_00);
    expect(goesOn.spend).toMatchObject({ days: 30, cycle: { number: 2, daysLeft: 26 } });
    expect((await bench.as(admin).rentals.get({ id })).spend).toBeNull();
    const { totals } = await bench.as(admin).rentals.spend();
    expect(totals).toMatchObject([{ count: 1, soFarMinor: goesOn.spend!.soFarMinor }]);
  });
});

describe("who sees prices", () => {
  test("a dealer its own list, no other dealer's; a customer its own rentals' rates alone; an operator none", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const [admin, stranger] = [await adminOf(world), await adminOf(other)];
    const { id: rateId } = await bench.as(admin).rates.add(rate(100_00));
    const { id } = await sendOut(bench, world, admin);
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    expect((await bench.as(admin).rates.list({})).items.map((each) => each.id)).toEqual([rateId]);
    expect((await bench.as(stranger).rates.list({})).items).toEqual([]);
    expect(await codeOf(bench.as(stranger).rates.retire({ ...op(), id: rateId }))).toBe("not_found");
    expect(await codeOf(bench.as(supervisor).rates.list({}))).toBe("auth.forbidden");
    expect((await bench.as(supervisor).rentals.get({ id })).rate?.dayMinor).toBe(100_00);
    expect((await bench.as(operator).rentals.get({ id })).rate).toBeNull();
    const seen = await db.withTenant(supervisor, async ({ tx }) => (await tx.execute("select id from rates")).rows);
    expect(seen).toEqual([]);
    // The price list is the dealer's alone, so its entries in the chain are, too.
    const events = await bench.as(supervisor).ledger.list({ limit: 100 });
    expect(events.items.filter(({ type }) => type.startsWith("rate."))).toEqual([]);
  });

  test("a customer's operator who checks out gets the right rate without seeing the list", async () => {
    const world = await mintWorld(db);
    const admin = await adminOf(world);
    await bench.as(admin).rates.add(rate(100_00));
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const { id } = await sendOut(bench, world, operator);
    expect((await bench.as(admin).rentals.get({ id })).rate?.dayMinor).toBe(100_00);
  });
});

describe("setting rates", () => {
  test("what is refused leaves nothing", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const admin = await adminOf(world);
    const { add, setTerms } = bench.as(admin).rates;
    const before = await traces(db, world.dealerId);
    expect(await codeOf(add(rate(1, { humanId: other.machines[0]!.humanId, type: null })))).toBe("not_found");
    expect(await codeOf(add(rate(1, { customerId: other.customerId })))).toBe("rate.customer_unknown");
    expect(await codeOf(add(rate(1, { type: null })))).toBe("input.invalid");
    expect(await codeOf(add(rate(1, { humanId: world.machines[0]!.humanId })))).toBe("input.invalid");
    expect(await codeOf(add(rate(-1)))).toBe("input.invalid");
    expect(await codeOf(add(rate(1.5)))).toBe("input.invalid");
    expect(await codeOf(add(rate(1, { currency: "euro" })))).toBe("input.invalid");
    const terms = { graceMinutes: 1, autoExtendDays: null, nightDropOff: null };
    expect(await codeOf(setTerms({ ...op(), customerId: other.customerId, ...terms }))).toBe("rate.customer_unknown");
    expect(await traces(db, world.dealerId)).toEqual(before);
    expect((await bench.as(admin).rates.list({})).items).toEqual([]);
    expect((await bench.as(admin).rates.terms()).items).toMatchObject([
      { customerId: world.customerId, graceMinutes: null },
    ]);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    expect(await codeOf(bench.as(dispatch).rates.add(rate(1)))).toBe("auth.forbidden");
  });

  test("the newest that has begun is in force; taken back, the one before is again", async () => {
    const world = await mintWorld(db);
    const rates = bench.as(await adminOf(world)).rates;
    const [old, now, later] = [
      await rates.add(rate(100_00)),
      await rates.add(rate(110_00, { validFrom: "2024-01-01" })),
      await rates.add(rate(120_00, { validFrom: "2100-01-01" })),
    ];
    const inForce = async () => (await rates.list({ inForce: true })).items.map(({ id }) => id);
    expect(await inForce()).toEqual([now.id]);
    expect((await rates.list({})).items.map(({ id }) => id)).toEqual([later.id, now.id, old.id]);
    await rates.retire({ ...op(), id: now.id });
    expect(await inForce()).toEqual([old.id]);
    expect(await codeOf(rates.retire({ ...op(), id: now.id }))).toBe("not_found");
  });
});

describe("revenue at risk", () => {
  test("names what is late, what is not fetched and what stands, with amounts; a rental that works is not in it", async () => {
    const world = await mintWorld(db, { machines: 4 });
    const admin = await adminOf(world);
    await bench.as(admin).rates.add(rate(100_00));
    const outs = [];
    for (const machine of [0, 1, 2, 3]) outs.push(await sendOut(bench, world, admin, machine));
    const [late, off, idle, works] = outs;
    await bench.as(admin).rentals.callOff({ ...op(), id: off!.id });
    await db.withOwner(async (_tx, client) => {
      await client.query(
        "update rentals set due_at = now() - interval '3 days', checked_out_at = now() - interval '9 days', period = tstzrange(now() - interval '9 days', now() - interval '3 days') where id = $1",
        [late!.id],
      );
      await client.query("update rentals set off_rent_at = now() - interval '47 hours' where id = $1", [off!.id]);
      for (const [rental, idleH] of [
        [idle, 6],
        [works, 1],
      ] as const)
        await client.query(
          "insert into usage_daily (org_owner_id, dealer_id, customer_id, site_id, equipment_id, day, runtime_h, idle_h, source) select dealer_id, dealer_id, customer_id, site_id, equipment_id, current_date - n, 8, $2, 'TEST' from rentals, generate_series(1, 3) n where id = $1",
          [rental!.id, idleH],
        );
    });
    const { items, totals } = await bench.as(admin).rentals.atRisk({});
    const found = Object.fromEntries(items.map((item) => [item.kind, [item.humanId, item.days, item.amountMinor]]));
    // A day over a long rental is worth a 28th of 1,200.00. The idle one is on its first day and due on its tenth: 700 less 100.
    expect(found).toEqual({
      OVERDUE: [late!.humanId, 3, 128_58],
      NOT_COLLECTED: [off!.humanId, 2, 85_72],
      IDLE: [idle!.humanId, 3, 600_00],
    });
    expect(totals.find(({ kind }) => kind === "IDLE")).toEqual({
      kind: "IDLE",
      currency: "USD",
      count: 1,
      amountMinor: 600_00,
      unpriced: 0,
    });
    expect((await bench.as(admin).rentals.atRisk({ kind: "OVERDUE" })).items).toHaveLength(1);
    const other = await mintWorld(db);
    expect((await bench.as(await adminOf(other)).rentals.atRisk({})).items).toEqual([]);
    // Four are out: the late one for nine days, a week and two days, the others on their first day.
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const { totals: spend, unpriced } = await bench.as(supervisor).rentals.spend();
    expect({ spend, unpriced }).toMatchObject({
      spend: [{ currency: "USD", count: 4, soFarMinor: 900_00 }],
      unpriced: 0,
    });
  });
});

test("a site added later is served by the same terms", async () => {
  const world = await mintWorld(db);
  const admin = await adminOf(world);
  await bench.as(admin).rates.add(rate(100_00));
  const { id } = await sendOut(bench, world, admin);
  const site = await addSite(db, world, { timeZone: "Asia/Tokyo" });
  await bench.as(admin).rentals.transfer({ ...op(), id, siteId: site });
  expect((await bench.as(admin).rentals.get({ id })).spend).toMatchObject({ days: 1, soFarMinor: 100_00 });
});
